package io.github.webhook4j.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.SignedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackRetryTest {

    @Test
    void aRetrySaysItsNumberAndItsReason() {
        WebhookEvent event = event(Map.of("X-Slack-Retry-Num", "2", "X-Slack-Retry-Reason", "http_timeout"));

        assertThat(SlackRetry.of(event)).isEqualTo(new SlackRetry(2, "http_timeout"));
    }

    @Test
    void aRetryWithoutAReasonHasAnEmptyOne() {
        assertThat(SlackRetry.of(event(Map.of("x-slack-retry-num", "1")))).isEqualTo(new SlackRetry(1, ""));
    }

    @Test
    void aFirstDeliveryIsNoRetry() {
        assertThat(SlackRetry.of(event(Map.of()))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "-1", "1.5", "+1", "99999999999999999999", "١"})
    void whatIsNoNumberIsNoRetry(String number) {
        assertThat(SlackRetry.of(event(Map.of("X-Slack-Retry-Num", number)))).isNull();
    }

    private static WebhookEvent event(Map<String, String> headers) {
        WebhookProvider provider = HeaderTyped.provider(Secrets.of("a secret of these tests"));
        List<WebhookEvent> events = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(provider)
                .on(SlackEvents.MESSAGE, (message, event) -> events.add(event))
                .build();
        SignedRequest.Builder request = SignedRequest.of(provider).event("message");
        headers.forEach(request::header);

        assertThat(endpoint.handle(request.build().toRequest()).status()).isEqualTo(200);
        return events.get(0);
    }
}
