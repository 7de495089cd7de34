package io.github.webhook4j.github;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.senders.SenderContract;
import java.net.URI;
import java.util.Map;

class GitHubSenderContractTest extends SenderContract {

    @Override
    protected SenderApi api(URI base) {
        return SenderApi.named(
                "github", Map.of("url", base.toString(), "target", "repos/octocat/hello", "token", TOKEN));
    }
}
