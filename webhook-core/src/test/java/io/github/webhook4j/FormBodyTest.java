package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormBodyTest {

    private static String field(String form) {
        return new String(
                FormBody.field("payload", form.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.UTF_8);
    }

    private static void assertRefused(String form) {
        assertThatThrownBy(() -> field(form))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EVENT_MALFORMED));
    }

    @Test
    void theFieldIsDecodedWhereverItStands() {
        assertThat(field("payload=a")).isEqualTo("a");
        assertThat(field("payload=")).isEmpty();
        assertThat(field("x=1&payload=a%7B%7d+b%2B&y=2")).isEqualTo("a{} b+");
        assertThat(field("&&payload=a&&")).isEqualTo("a");
        assertThat(field("xpayload=1&payloadx=2&payload=a=b")).isEqualTo("a=b");
        assertThat(field("payload=%E6%9D%B1")).isEqualTo("\u6771");
    }

    @Test
    void aFormThatGitHubWouldNotSendIsRefused() {
        for (String form : List.of("payload=1&payload=2", "payload=%", "payload=%7", "payload=%7g", "payload=%g7&x")) {
            assertRefused(form);
        }
    }

    @Test
    void aFieldThatIsAbsentIsNull() {
        for (String form : List.of("", "x=1", "&&", "xpayload=1")) {
            assertThat(FormBody.field("payload", form.getBytes(StandardCharsets.US_ASCII)))
                    .isNull();
        }
    }

    @Test
    void aFormBecomesAnObjectOfTexts() {
        byte[] form = "command=%2Fdeploy&text=a+b&x=1&x=2&empty=&bare".getBytes(StandardCharsets.US_ASCII);
        assertThat(FormBody.json(form))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "{\"command\":\"/deploy\",\"text\":\"a b\",\"x\":[\"1\",\"2\"],\"empty\":\"\",\"bare\":\"\"}");
    }

    @Test
    void aFormOfBytesThatAreNotUtf8OrOfEndlessFieldsIsRefused() {
        assertThatThrownBy(() -> FormBody.json("x=%FF".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> FormBody.json("x&".repeat(2_001).getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(RejectedException.class);
        assertThat(FormBody.fields("x&".repeat(2_000).getBytes(StandardCharsets.US_ASCII)))
                .hasSize(1);
    }

    @Test
    void aFormIsKnownByItsContentType() {
        assertThat(isForm("application/x-www-form-urlencoded")).isTrue();
        assertThat(isForm(" Application/X-WWW-Form-Urlencoded; charset=utf-8")).isTrue();
        assertThat(isForm("application/json")).isFalse();
        assertThat(FormBody.isForm(WebhookHeaders.of(Map.of()))).isFalse();
    }

    private static boolean isForm(String type) {
        return FormBody.isForm(WebhookHeaders.of(Map.of("content-type", List.of(type))));
    }
}
