package io.github.webhook4j.cli;

import io.github.webhook4j.SecretFile;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.Subscriptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the endpoint verifies with. */
final class SecretArguments {

    private static final String VARIABLE = "WEBHOOK4J_SECRET";

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description =
                    "Where the secret is that the sender signs with, the newest in the first line. Where the sender makes it "
                            + "up, it is written there, for its owner only. Default: it is in the environment variable WEBHOOK4J_SECRET.")
    private @Nullable Path file;

    /** The secrets of the endpoint, or {@code null} if none is given. */
    @Nullable
    Secrets secrets() {
        String variable = System.getenv(VARIABLE);
        if (file != null) {
            return Secrets.of(TextFile.read(file)
                    .lines()
                    // after a tab comes what the secret is for
                    .map(line -> line.split("\t", 2)[0].strip())
                    .filter(line -> !line.isEmpty())
                    .toList());
        }
        return variable == null || variable.isBlank() ? null : Secrets.of(variable.strip());
    }

    Secrets required() {
        Secrets secrets = secrets();
        if (secrets == null) {
            throw new IllegalArgumentException(
                    "There is no secret to sign with: set " + VARIABLE + ", or give --secret-file.");
        }
        return secrets;
    }

    /** Gives subscriptions what they need of this. */
    void addTo(Subscriptions.Builder subscriptions, SenderApi api) {
        if (api.makesSecrets()) {
            if (file == null) {
                throw new IllegalArgumentException(
                        "This sender makes up the secret of a new subscription and tells it once: say "
                                + "where to keep it, with --secret-file.");
            }
            subscriptions.secretSink(SecretFile.at(file));
            return;
        }
        Secrets secrets = secrets();
        if (secrets != null) {
            subscriptions.secrets(secrets);
        }
    }

    /** What to add to a failure where a secret may be what is missing. */
    String advice() {
        return secrets() == null ? " Set " + VARIABLE + ", or give --secret-file." : "";
    }
}
