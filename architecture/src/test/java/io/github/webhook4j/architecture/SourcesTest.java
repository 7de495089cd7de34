package io.github.webhook4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The design's budgets and words. Each rule shows first that it finds a sample that breaks it. */
class SourcesTest {

    private static final List<Source> ALL =
            Module.all().stream().flatMap(Module::sources).toList();

    private static void holds(SourceRule rule, String breach, Predicate<Source> where) {
        assertThat(rule.breaches(Source.sample("webhook-core", breach)))
                .as("breaches in the sample")
                .hasSize(1);
        assertThat(ALL.stream().filter(where).flatMap(rule::breaches)).isEmpty();
    }

    @Test
    void everyModuleIsRead() {
        assertThat(Module.all())
                .filteredOn(Module::hasCode)
                .allSatisfy(module -> assertThat(ALL)
                        .filteredOn(Source::isMain)
                        .extracting(Source::module)
                        .contains(module));
    }

    @Test
    void everyTypeHasANameThatSaysSomething() {
        holds(SourceRule::emptyNames, "class OrderUtils {}", Source::isWritten);
        assertThat(List.of("AbstractX", "BaseX", "DefaultX", "XImpl", "XUtil", "XHelper", "XManager"))
                .allMatch(name -> SourceRule.EMPTY_NAME.matcher(name).matches());
        assertThat(List.of("Basement", "Defaults", "Simple", "Abstraction"))
                .noneMatch(name -> SourceRule.EMPTY_NAME.matcher(name).matches());
    }

    @Test
    void typesAreNamedInTheWordsOfTheDesign() {
        holds(SourceRule::wordsForTypes, "class EventProcessor {}", Source::isShown);
    }

    @Test
    void methodsAreNamedInTheWordsOfTheDesign() {
        holds(SourceRule::wordsForMethods, "class A { public boolean isValid() { return true; } }", Source::isShown);
    }

    @Test
    void filesAreShort() {
        holds(SourceRule.fileLines(400), "//\n".repeat(400) + "class A {}", Source::isWritten);
    }

    @Test
    void methodsAreShort() {
        holds(SourceRule.methodLines(40), "class A { void a() {" + "\n".repeat(40) + "} }", Source::isWritten);
    }

    /** Tests take what their rows have. */
    @Test
    void methodsTakeFewParameters() {
        holds(
                SourceRule.parameters(4),
                "class A { A(int a, int b, int c, int d, int e) {} }",
                source -> source.isWritten() && source.isMain());
    }

    @Test
    void typesHaveFewPublicMethods() {
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i <= 12; i++) {
            methods.append("void m").append(i).append("();");
        }
        holds(SourceRule.publicMethodsPerType(12), "interface A {" + methods + "}", Source::isShown);
    }

    @Test
    void publicClassesAreClosed() {
        holds(
                SourceRule::openClasses,
                "public class A {}",
                source -> source.isShown() && source.module().isPublished());
    }

    @Test
    void providersAreSmall() {
        holds(
                SourceRule.codeLines(150),
                "class A {" + "int a;\n".repeat(150) + "}",
                source ->
                        source.isWritten() && source.isMain() && source.module().isProvider());
    }

    @Test
    void adaptersAreSmall() {
        Module.ADAPTER_BUDGETS.forEach((folder, most) -> assertThat(sum(of(folder)
                        .filter(source -> !source.isOfInbox() && !source.isOfManagement() && !source.isOfUpkeep())))
                .as("lines of code in %s", folder)
                .isPositive()
                .isLessThanOrEqualTo(most));
    }

    @Test
    void theInboxNeedsLittleOfAFramework() {
        assertThat(List.of("webhook-spring", "webhook-micronaut"))
                .allSatisfy(folder -> assertThat(sum(of(folder).filter(Source::isOfInbox)))
                        .as("lines of code in the package jdbc of %s", folder)
                        .isPositive()
                        .isLessThanOrEqualTo(Module.INBOX_BUDGET));
    }

    @Test
    void managementNeedsLittleOfAFramework() {
        assertThat(List.of("webhook-spring", "webhook-micronaut"))
                .allSatisfy(folder -> assertThat(sum(of(folder).filter(Source::isOfManagement)))
                        .as("lines of code in the package management of %s", folder)
                        .isPositive()
                        .isLessThanOrEqualTo(Module.MANAGEMENT_BUDGET));
    }

    @Test
    void upkeepNeedsLittleOfAFramework() {
        assertThat(List.of("webhook-spring", "webhook-micronaut"))
                .allSatisfy(folder -> assertThat(sum(of(folder).filter(Source::isOfUpkeep)))
                        .as("lines of code in the package upkeep of %s", folder)
                        .isPositive()
                        .isLessThanOrEqualTo(Module.UPKEEP_BUDGET));
    }

    private static Stream<Source> of(String folder) {
        return ALL.stream().filter(source -> source.module().folder().equals(folder));
    }

    private static long sum(Stream<Source> sources) {
        return sources.filter(Source::isMain)
                .filter(source -> !source.path().endsWith("-info.java"))
                .mapToLong(Source::codeLines)
                .sum();
    }

    @Test
    void onlyCodeCountsAsCode() {
        Source source = Source.sample("webhook-core", """
                /* a
                 comment */
                package a;

                import java.util.List;

                // "a comment"
                class A {
                    String s = "// no comment"; // a comment
                    char c = '"';
                }
                """);
        assertThat(source.codeLines()).isEqualTo(4);
    }

    @Test
    void adaptersKnowNothingOfTheWire() {
        Predicate<Source> adapters =
                source -> source.isMain() && source.module().isAdapter();
        for (String literal : List.of("401", "\"Retry-After\"", "\"POST\"", "\"/webhooks/stripe\"")) {
            holds(SourceRule::knowledgeOfAdapters, "class A { Object a = " + literal + "; }", adapters);
        }
        assertThat(SourceRule.knowledgeOfAdapters(
                        Source.sample("webhook-spring", "class A { Object a = \"io.github.webhook4j\"; int b = 1; }")))
                .isEmpty();
    }
}
