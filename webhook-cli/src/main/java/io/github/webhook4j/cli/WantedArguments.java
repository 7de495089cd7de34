package io.github.webhook4j.cli;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is to be subscribed. */
final class WantedArguments {

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            converter = HttpUrl.class,
            description = "Where the sender is to send to, such as https://app.example.com/webhooks/github.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI url;

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description =
                    "A type of event as handlers name it, such as pull_request.opened, or a family, such as invoice.*; may be "
                            + "given several times.")
    private List<String> types = new ArrayList<>();

    Subscriptions.Builder subscriptions(SenderApi api) {
        return Subscriptions.builder(api, url).types(types);
    }
}
