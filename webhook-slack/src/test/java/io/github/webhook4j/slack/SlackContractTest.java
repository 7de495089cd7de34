package io.github.webhook4j.slack;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.ProviderContract;

class SlackContractTest extends ProviderContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Slack.provider(secrets);
    }

    @Override
    protected String knownType() {
        return "app_mention";
    }
}
