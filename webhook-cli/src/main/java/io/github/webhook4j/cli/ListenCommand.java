package io.github.webhook4j.cli;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SubscriptionPlan;
import io.github.webhook4j.Subscriptions;
import io.github.webhook4j.TemporarySubscription;
import io.github.webhook4j.Tunnel;
import io.github.webhook4j.WebhookProvider;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Receives on a developer's machine, until it is ended. */
@Command(
        name = "listen",
        description = {
            "Receives on your machine: finds a running ngrok agent, or follows a channel, and passes what comes on to the "
                    + "application, byte for byte, until Ctrl-C.",
            "With --type it subscribes at the sender for as long as it runs. A subscription to the same URL that was there before is "
                    + "left as it is. Without --type it passes on only.",
            "An ngrok agent passes on to the application by itself, and shows what it passes at its own page. smee.io writes bodies "
                    + "anew, so that the signatures of some senders do not match."
        })
final class ListenCommand implements Runnable {

    @Option(
            names = "--forward",
            required = true,
            paramLabel = "URL",
            converter = HttpUrl.class,
            description = "Where the application is, such as http://localhost:8080/webhooks/github.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI forward;

    @Option(
            names = "--channel",
            paramLabel = "URL",
            defaultValue = "ngrok",
            description =
                    "A channel, such as https://smee.io/aBc123 or that of a gosmee server; or ngrok:PORT for an agent that passes on "
                            + "to another port. Default: ngrok, the tunnel of a running agent to the application's port.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String channel;

    @Mixin
    private SenderArguments sender = new SenderArguments();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "A type of event to subscribe to, such as pull_request.opened, or a family, such as invoice.*; may be given "
                            + "several times.")
    private List<String> types = new ArrayList<>();

    @Mixin
    private SecretArguments secret = new SecretArguments();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (types.isEmpty() && sender.areForApi()) {
            throw new IllegalArgumentException(
                    "Say which events to subscribe to, with --type, or leave out what the API is called with.");
        }
        SenderApi api = types.isEmpty() ? null : sender.api();
        Application application = new Application(forward, provider(), out);
        try (Tunnel tunnel = Tunnel.of(channel, port())) {
            URI url = tunnel.url(forward.getRawPath());
            TemporarySubscription subscription =
                    api == null ? null : subscriptions(api, url).temporary();
            Thread atExit = new Thread(() -> end(tunnel, subscription, url), "webhook4j-end");
            Runtime.getRuntime().addShutdownHook(atExit);
            tunnel.open(application::pass);
            if (subscription != null) {
                out.println(opened(subscription));
            }
            out.println("What is sent to " + url + " comes to " + forward + ". Ctrl-C ends it.");
            waitForTheEnd();
        }
    }

    /** For the types that are shown; nothing is verified with it. */
    private @Nullable WebhookProvider provider() {
        String name = sender.provider();
        return name == null ? null : WebhookProvider.named(name, Secrets.perRequest(request -> null), Map.of());
    }

    private int port() {
        if (forward.getPort() >= 0) {
            return forward.getPort();
        }
        return "https".equalsIgnoreCase(forward.getScheme()) ? 443 : 80;
    }

    private Subscriptions subscriptions(SenderApi api, URI url) {
        Subscriptions.Builder subscriptions = Subscriptions.builder(api, url).types(types);
        secret.addTo(subscriptions, api);
        return subscriptions.build();
    }

    private SubscriptionPlan opened(TemporarySubscription subscription) {
        try {
            return subscription.open();
        } catch (IllegalStateException e) {
            throw new Failure(e.getMessage() + "." + secret.advice(), e);
        }
    }

    /** Also after a failure; a signal ends the process when this has been done. */
    private void end(Tunnel tunnel, @Nullable TemporarySubscription subscription, URI url) {
        try (tunnel) {
            SubscriptionPlan removed = subscription == null ? null : subscription.end();
            if (removed != null && !removed.isEmpty()) {
                spec.commandLine().getOut().println(removed);
            }
        } catch (RuntimeException e) {
            Failures.say(
                    spec.commandLine(),
                    "The subscription to " + url + " could not be removed, do it by remove --url " + url + ": "
                            + e.getMessage());
        }
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
