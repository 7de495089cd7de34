package io.github.webhook4j.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module of this repository, by its folder. A new module is a provider until it is named here as something else.
 *
 * @param folder relative to the repository, such as {@code webhook-core} or {@code examples/servlet}
 */
record Module(String folder) {

    /** How many lines of code an adapter may have. */
    static final Map<String, Integer> ADAPTER_BUDGETS =
            Map.of("webhook-servlet", 60, "webhook-spring", 160, "webhook-micronaut", 185);

    /** How many more an adapter may have to give the inbox its framework's database, transactions and endpoint. */
    static final int INBOX_BUDGET = 150;

    /** And how many to show the endpoints to those who run the application: management, health, observations. */
    static final int MANAGEMENT_BUDGET = 110;

    /** And how many to subscribe and to recover. */
    static final int UPKEEP_BUDGET = 35;

    private static final Set<String> NEITHER_PROVIDER_NOR_ADAPTER = Set.of(
            "webhook-bom", "webhook-core", "webhook-jdbc", "webhook-bucket4j", "webhook-micrometer", "webhook-test");

    private static final Path ROOT = root();

    private static final Pattern LISTED = Pattern.compile("<module>([^<]+)</module>");

    static List<Module> all() {
        return LISTED.matcher(read(ROOT.resolve("pom.xml")))
                .results()
                .map((MatchResult result) -> new Module(result.group(1)))
                .toList();
    }

    static List<Module> providers() {
        return all().stream().filter(Module::isProvider).toList();
    }

    static List<Module> adapters() {
        return all().stream().filter(Module::isAdapter).toList();
    }

    boolean isPublished() {
        return folder.startsWith("webhook-");
    }

    boolean isAdapter() {
        return ADAPTER_BUDGETS.containsKey(folder);
    }

    boolean isProvider() {
        return isPublished() && !isAdapter() && !NEITHER_PROVIDER_NOR_ADAPTER.contains(folder);
    }

    boolean hasCode() {
        return isPublished() && !folder.equals("webhook-bom");
    }

    /** The last part of a published module's name, which is its package's too. */
    String word() {
        return folder.substring("webhook-".length());
    }

    String pom() {
        return read(ROOT.resolve(folder).resolve("pom.xml"));
    }

    Stream<Source> sources() {
        Path java = ROOT.resolve(folder).resolve("src");
        if (!Files.isDirectory(java)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(java)) {
            return Source.parse(
                    this,
                    files.filter(file -> file.toString().endsWith(".java")).toList())
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot list " + java, e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    /** Tests run in their module's folder, or in an editor in the repository's. */
    static Path root() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("webhook-bom")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Not inside the repository: " + start));
    }
}
