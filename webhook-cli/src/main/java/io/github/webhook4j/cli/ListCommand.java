package io.github.webhook4j.cli;

import io.github.webhook4j.Subscription;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the sender's subscriptions. */
@Command(name = "list", description = "Shows the sender's subscriptions, a line each.")
final class ListCommand implements Runnable {

    @Mixin
    private SenderArguments sender = new SenderArguments();

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = HttpUrl.class,
            description = "Only those to this URL. Default: all.")
    private @Nullable URI url;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        List<Subscription> found = sender.api().list().stream()
                .filter(one -> url == null || one.isTo(url))
                .toList();
        found.forEach(out::println);
        if (found.isEmpty()) {
            out.println("no subscription" + (url == null ? "" : " to " + url));
        }
    }
}
