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
        for (String form : List.of(
                "",
                "payload",
                "x=1",
                "payload=1&payload=2",
                "payload=%",
                "payload=%7",
                "payload=%7g",
                "payload=%g7&x")) {
            assertRefused(form);
        }
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
