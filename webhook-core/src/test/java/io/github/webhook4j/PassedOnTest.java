package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those need who pass requests on instead of handling them. */
class PassedOnTest {

    private static WebhookRequest.Builder request() {
        return WebhookRequest.builder("POST", "/").header("Content-Type", "application/json");
    }

    @Test
    void theBodyInMemoryIsShown() {
        assertThat(request().body(new byte[] {1, 2}).build().body()).containsExactly(1, 2);
        assertThat(request().build().body()).isEmpty();
    }

    @Test
    void aBodyThatIsStillToBeReadIsLeftToTheEndpoint() {
        WebhookRequest request = request()
                .body(() -> {
                    throw new AssertionError("read by somebody else");
                })
                .build();
        assertThatThrownBy(request::body).isInstanceOf(IllegalStateException.class);
        assertThat(request.claimedType(Events.provider())).isNull();
        assertThat(request().body(InputStream::nullInputStream).build().claimedType(Events.provider()))
                .isNull();
    }

    @Test
    void theTypeIsReadWithoutVerifying() {
        byte[] body = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(request().body(body).build().claimedType(Events.provider())).isEqualTo("invoice.paid");
        assertThat(request().body(new byte[] {'{'}).build().claimedType(Events.provider()))
                .isNull();
    }

    @Test
    void anotherAnswersStatusIsPassedOn() {
        assertThat(WebhookResponse.passedOn(418).status()).isEqualTo(418);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 600, -200})
    void whatIsNoStatusIsNotPassedOn(int status) {
        assertThatThrownBy(() -> WebhookResponse.passedOn(status)).isInstanceOf(IllegalArgumentException.class);
    }
}
