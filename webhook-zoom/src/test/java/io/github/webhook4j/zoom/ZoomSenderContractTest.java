package io.github.webhook4j.zoom;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.senders.SenderContract;
import java.net.URI;
import java.util.Map;

class ZoomSenderContractTest extends SenderContract {

    @Override
    protected SenderApi api(URI base) {
        return SenderApi.named("zoom", Map.of("token", TOKEN, "url", base.toString()));
    }
}
