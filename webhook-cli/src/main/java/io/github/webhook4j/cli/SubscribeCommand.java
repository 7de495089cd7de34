package io.github.webhook4j.cli;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.Subscriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the sender's subscriptions as they are wanted. */
@Command(
        name = "subscribe",
        description =
                "Makes the sender's subscriptions to a URL as they are wanted, and shows what it has done. Run again, it "
                        + "changes nothing.")
final class SubscribeCommand implements Runnable {

    @Mixin
    private SenderArguments sender = new SenderArguments();

    @Mixin
    private WantedArguments wanted = new WantedArguments();

    @Mixin
    private SecretArguments secret = new SecretArguments();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        SenderApi api = sender.api();
        Subscriptions.Builder subscriptions = wanted.subscriptions(api);
        secret.addTo(subscriptions, api);
        try {
            spec.commandLine().getOut().println(subscriptions.build().apply());
        } catch (IllegalStateException e) {
            throw new Failure(e.getMessage() + "." + secret.advice(), e);
        }
    }
}
