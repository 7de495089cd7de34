package io.github.webhook4j.github;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/** Makes GitHub's API from its options, which {@link GitHub.Factory} describes. */
final class GitHubOptions {

    private static final String TARGET = "target";
    private static final String TOKEN = "token";
    private static final String APP_ID = "app-id";
    private static final String PRIVATE_KEY = "private-key";
    private static final String PRIVATE_KEY_FILE = "private-key-file";
    private static final String URL = "url";
    private static final String RECOVER_BY = "recover-by";

    static final Set<String> NAMES = Set.of(TARGET, TOKEN, APP_ID, PRIVATE_KEY, PRIVATE_KEY_FILE, URL, RECOVER_BY);

    private GitHubOptions() {}

    static SenderApi api(SenderOptions options) {
        GitHubTarget target = GitHubTarget.of(options.required(TARGET));
        URI url = options.url(URL, "https://api.github.com");
        boolean redelivers = redelivers(options.get(RECOVER_BY, "fetch"));
        if (target.isApp()) {
            return new GitHubAppApi(target, new GitHubCalls(url, target, jwt(options)), redelivers);
        }
        String token = options.required(TOKEN);
        return new GitHubApi(target, new GitHubCalls(url, target, () -> token), redelivers);
    }

    private static boolean redelivers(String recoverBy) {
        return switch (recoverBy) {
            case "fetch" -> false;
            case "redelivery" -> true;
            default ->
                throw new IllegalArgumentException("The option \"recover-by\" of the API of github is \"" + recoverBy
                        + "\": write fetch or redelivery.");
        };
    }

    private static Supplier<String> jwt(SenderOptions options) {
        if (options.optional(TOKEN) != null) {
            throw new IllegalArgumentException("A GitHub App's own hook is changed by the App itself: give the options "
                    + "\"app-id\" and \"private-key\" or \"private-key-file\", and no \"token\".");
        }
        String file = options.optional(PRIVATE_KEY_FILE);
        String text = options.optional(PRIVATE_KEY);
        if (file != null && text != null) {
            throw new IllegalArgumentException(
                    "Give one of the options \"private-key\" and \"private-key-file\", not both.");
        }
        String pem = file == null ? options.required(PRIVATE_KEY) : read(file);
        return new AppJwt(options.required(APP_ID), RsaKey.read(pem), Clock.systemUTC());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("The App's private key cannot be read from " + file, e);
        }
    }
}
