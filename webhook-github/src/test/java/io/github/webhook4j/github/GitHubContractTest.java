package io.github.webhook4j.github;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.ProviderContract;

class GitHubContractTest extends ProviderContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return GitHub.provider(secrets);
    }

    @Override
    protected String knownType() {
        return "pull_request.opened";
    }
}
