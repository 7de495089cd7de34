package io.github.webhook4j.cli;

import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.SenderApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Whose API is called, and with what. Tokens and secrets come from the environment and from files: other users of the machine see
 * arguments, and shells remember them.
 */
final class SenderArguments {

    private static final String TOKEN = "token";
    private static final String TARGET = "target";
    private static final Pattern SECRET = Pattern.compile("(?i).*(?:token|secret|key|password)");

    @Option(names = "--provider", paramLabel = "NAME", description = "The sender, such as github or stripe.")
    private @Nullable String provider;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "Whose events, such as repos/octo/hello; the option target of the provider's API.")
    private @Nullable String target;

    @Option(
            names = {"-o", "--option"},
            paramLabel = "NAME=VALUE",
            description =
                    "An option of the provider's API, as its module documents them; NAME=@FILE is read from a file. One that "
                            + "is secret, such as client-secret, only from a file, or from the variable WEBHOOK4J_CLIENT_SECRET.")
    private List<String> options = new ArrayList<>();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "Where the token is that the provider's API is called with. Default: it is in the environment "
                            + "variable WEBHOOK4J_TOKEN.")
    private @Nullable Path tokenFile;

    /** Whether anything is given that only the API is for. */
    boolean areForApi() {
        return target != null || tokenFile != null || !options.isEmpty();
    }

    @Nullable
    String provider() {
        return provider;
    }

    String requiredProvider() {
        if (provider == null) {
            throw new IllegalArgumentException("Say whose API to call, with --provider.");
        }
        return provider;
    }

    SenderApi api() {
        String name = requiredProvider();
        Map<String, String> given = fromEnvironment(name);
        for (String option : options) {
            add(option, given);
        }
        if (target != null) {
            given.put(TARGET, target);
        }
        if (tokenFile != null) {
            given.put(TOKEN, TextFile.read(tokenFile));
        }
        try {
            return SenderApi.named(name, given);
        } catch (IllegalArgumentException e) {
            boolean lacksToken =
                    !given.containsKey(TOKEN) && String.valueOf(e.getMessage()).contains("\"" + TOKEN + "\"");
            throw lacksToken
                    ? new IllegalArgumentException(
                            e.getMessage() + " It is read from WEBHOOK4J_TOKEN or --token-file.", e)
                    : e;
        }
    }

    private static void add(String option, Map<String, String> given) {
        int sign = option.indexOf('=');
        if (sign < 1) {
            throw new IllegalArgumentException("An option of the provider's API is given as NAME=VALUE.");
        }
        String name = option.substring(0, sign);
        String value = option.substring(sign + 1);
        if (value.startsWith("@")) {
            given.put(name, TextFile.read(Path.of(value.substring(1))));
        } else if (isSecret(name)) {
            throw new IllegalArgumentException(
                    "The option " + name + " is no argument, because others can see arguments: " + "set "
                            + variable(name) + ", or give " + name + "=@FILE.");
        } else {
            given.put(name, value);
        }
    }

    private static Map<String, String> fromEnvironment(String provider) {
        return ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.name().equals(provider))
                .map(ProviderFactory::apiOptions)
                .flatMap(Set::stream)
                .filter(name -> isSecret(name) && System.getenv(variable(name)) != null)
                .collect(Collectors.toMap(
                        name -> name, name -> System.getenv(variable(name)), (a, b) -> a, TreeMap::new));
    }

    private static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    private static String variable(String name) {
        return "WEBHOOK4J_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
