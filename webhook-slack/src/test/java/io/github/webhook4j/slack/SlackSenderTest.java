package io.github.webhook4j.slack;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.senders.SenderContract;
import java.net.URI;
import java.util.Map;

class SlackSenderTest extends SenderContract {

    @Override
    protected SenderApi api(URI base) {
        return SenderApi.named("slack", Map.of("token", TOKEN, "target", "A012ABCD0A0", "url", base.toString()));
    }
}
