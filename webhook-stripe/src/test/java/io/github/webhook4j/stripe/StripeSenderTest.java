package io.github.webhook4j.stripe;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.senders.SenderContract;
import java.net.URI;
import java.util.Map;

class StripeSenderTest extends SenderContract {

    @Override
    protected SenderApi api(URI base) {
        return SenderApi.named("stripe", Map.of("token", TOKEN, "url", base.toString()));
    }
}
