package io.github.webhook4j.zoom;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.ProviderContract;

class ZoomContractTest extends ProviderContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Zoom.provider(secrets);
    }

    @Override
    protected String knownType() {
        return "meeting.started";
    }

    @Override
    protected String eventId(String given) {
        return "meeting.started:1767225590123:" + given;
    }
}
