package io.github.webhook4j.cli;

import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.Recovery;
import io.github.webhook4j.RecoveryLog;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.WebhookResponse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fetches what has not arrived from the sender, signs it anew and passes it on to the application. */
@Command(
        name = "recover",
        description =
                "Asks the sender for the events that have not arrived, signs each with the endpoint's secret and passes it on to "
                        + "the application, in the order of time. What the application refuses is asked for again the next time; what it "
                        + "calls malformed, with 400, is not.")
final class RecoverCommand implements Callable<Integer> {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    @Mixin
    private SenderArguments sender = new SenderArguments();

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            converter = HttpUrl.class,
            description = "Where the events should have come to, as the sender knows it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI url;

    @Option(
            names = "--forward",
            required = true,
            paramLabel = "URL",
            converter = HttpUrl.class,
            description = "Where the application is reached from here, such as http://localhost:8080/webhooks/github.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI forward;

    @Mixin
    private SecretArguments secret = new SecretArguments();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description =
                    "Remembers how far it has come, so that it goes on there. Default: it begins anew each time, and the "
                            + "application's inbox knows what has come before.")
    private @Nullable Path log;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            defaultValue = "P3D",
            description = "How far to look back at most, such as P1D or PT6H. Default: P3D, 3 days.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Duration within;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        String name = sender.requiredProvider();
        Secrets secrets = secret.required();
        MissedEvents missed = sender.api().missed(url);
        if (missed == null) {
            throw new Failure("The API of " + name + " cannot be asked for what has not arrived.");
        }
        WebhookProvider provider = WebhookProvider.named(name, secrets, Map.of());
        Application application =
                new Application(forward, provider, spec.commandLine().getOut());
        Recovery.Result result = Recovery.builder(
                        name + " " + url, missed, request -> settled(application.pass(signed(provider, request))))
                .log(log == null ? RecoveryLog.inMemory() : RecoveryLog.file(log))
                .within(within)
                .build()
                .run();
        spec.commandLine()
                .getOut()
                .println("recovered " + result.recovered() + ", left to the sender " + result.left() + ", refused "
                        + result.refused() + ", failed " + result.failed());
        if (result.failed() > 0) {
            throw new Failure(
                    result.failed() + " events have not been recovered; run it again when the application takes them.");
        }
        return 0;
    }

    private static WebhookRequest signed(WebhookProvider provider, WebhookRequest fetched) {
        Map<String, String> signature = provider.sign(fetched, Instant.now());
        WebhookRequest.Builder signed =
                WebhookRequest.builder(fetched.method(), fetched.uri()).body(fetched.body());
        fetched.headers().asMap().forEach((name, values) -> {
            if (signature.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                values.forEach(value -> signed.header(name, value));
            }
        });
        signature.forEach(signed::header);
        return signed.build();
    }

    /**
     * Nothing is lost because of a wrong path or secret: three such answers in a row end the run, and all is asked for again. The application
     * alone knows what is malformed, and what failed for this event.
     */
    private static WebhookResponse settled(WebhookResponse answer) {
        int status = answer.status();
        boolean ofThisEvent = status / 100 == OK / 100 || status == BAD_REQUEST || status == SERVER_ERROR;
        return ofThisEvent ? answer : WebhookResponse.passedOn(UNAVAILABLE);
    }
}
