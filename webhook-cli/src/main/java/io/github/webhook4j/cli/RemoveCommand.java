package io.github.webhook4j.cli;

import io.github.webhook4j.Subscriptions;
import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes the sender's subscriptions to a URL. */
@Command(name = "remove", description = "Deletes the sender's subscriptions to a URL, and shows what it has done.")
final class RemoveCommand implements Runnable {

    @Mixin
    private SenderArguments sender = new SenderArguments();

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            converter = HttpUrl.class,
            description = "Where they send to.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI url;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .println(Subscriptions.builder(sender.api(), url).build().remove());
    }
}
