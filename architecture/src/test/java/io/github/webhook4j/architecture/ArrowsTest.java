package io.github.webhook4j.architecture;

import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Arrows between modules. Each rule shows first that it fails on the classes of the package {@code bad}. */
class ArrowsTest {

    private static final String ROOT = "io.github.webhook4j";
    private static final String BAD_ROOT = "io.github.webhook4j.architecture.bad";

    private static final JavaClasses BAD = new ClassFileImporter().importPackages(BAD_ROOT);

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(location -> !location.contains(ROOT.replace('.', '/') + "/architecture/"))
            // not users' code: it searches what is printed
            .withImportOption(location -> !location.contains(ROOT.replace('.', '/') + "/secrecy/"))
            .importPackages(ROOT);

    private static void holds(Function<Arrows, ArchRule> rule) {
        assertThat(rule.apply(new Arrows(BAD_ROOT)).evaluate(BAD).hasViolation())
                .as("fails on the bad classes")
                .isTrue();
        rule.apply(new Arrows(ROOT)).check(ALL);
    }

    private static Stream<String> adapters() {
        return Module.adapters().stream().map(Module::word);
    }

    private static Stream<String> providers() {
        return Module.providers().stream().map(Module::word);
    }

    @Test
    void everyModuleWithCodeIsOnTheClassPath() {
        assertThat(Module.all()).filteredOn(Module::hasCode).allSatisfy(module -> {
            String name = module.word().equals("core") ? ROOT : ROOT + "." + module.word();
            assertThat(ALL.containPackage(name)).as(name).isTrue();
        });
    }

    @Test
    void coreKnowsNoProviderAndNoFramework() {
        holds(Arrows::coreStandsAlone);
    }

    @Test
    void providersSeeOnlyCore() {
        holds(arrows -> arrows.providerSeesOnlyCore("stripe"));
        providers()
                .forEach(provider ->
                        new Arrows(ROOT).providerSeesOnlyCore(provider).check(ALL));
    }

    @Test
    void modulesBesideCoreSeeOnlyCoreAndTheirLibrary() {
        ArchRule rule = new Arrows(BAD_ROOT).moduleSeesOnlyCoreAnd("jdbc", "javax.sql..");
        for (String foreign : List.of("ObjectMapper", "BadProvider", "OtherAdapter")) {
            assertThat(rule.evaluate(BAD).getFailureReport().getDetails())
                    .as("what fails on the bad classes")
                    .anyMatch(detail -> detail.contains(foreign));
        }
        Arrows arrows = new Arrows(ROOT);
        arrows.moduleSeesOnlyCoreAnd("jdbc", "javax.sql..").check(ALL);
        arrows.moduleSeesOnlyCoreAnd("bucket4j", "io.github.bucket4j..", "com.github.benmanes.caffeine..")
                .check(ALL);
        arrows.moduleSeesOnlyCoreAnd("cli", "picocli..").check(ALL);
        arrows.moduleSeesOnlyCoreAnd("micrometer", "io.micrometer.observation..", "io.micrometer.common..")
                .check(ALL);
    }

    @Test
    void onlyBindersSeeALibraryAndOnlyTheirOwn() {
        Arrows bad = new Arrows(BAD_ROOT);
        assertThat(breaches(bad.providerSeesOnlyCore("stripe")))
                .as("no binder")
                .anyMatch(breach -> breach.contains("BadProvider") && breach.contains("com.stripe."));
        assertThat(breaches(bad.binderSeesOnlyItsLibrary("stripe")))
                .as("a binder")
                .anyMatch(breach -> breach.contains("BadBinder$Library") && breach.contains("org.kohsuke."))
                .noneMatch(breach -> breach.contains("com.stripe."));
        providers()
                .forEach(provider ->
                        new Arrows(ROOT).binderSeesOnlyItsLibrary(provider).check(ALL));
    }

    private static List<String> breaches(ArchRule rule) {
        return rule.evaluate(BAD).getFailureReport().getDetails();
    }

    @Test
    void adaptersSeeNoProvider() {
        holds(arrows -> arrows.adapterSeesNoProvider("servlet"));
        adapters()
                .forEach(adapter ->
                        new Arrows(ROOT).adapterSeesNoProvider(adapter).check(ALL));
    }

    @Test
    void adaptersSeeNoOtherAdapter() {
        holds(arrows -> arrows.adapterSeesNoOtherAdapter("servlet"));
        adapters()
                .forEach(adapter ->
                        new Arrows(ROOT).adapterSeesNoOtherAdapter(adapter).check(ALL));
    }

    @Test
    void adaptersMountWithoutTheInbox() {
        holds(arrows -> arrows.adapterMountsWithoutTheInbox("servlet"));
        adapters()
                .forEach(adapter ->
                        new Arrows(ROOT).adapterMountsWithoutTheInbox(adapter).check(ALL));
    }

    @Test
    void adaptersReadNoJson() {
        holds(arrows -> arrows.adapterReadsNoJson("servlet"));
        adapters()
                .forEach(adapter -> new Arrows(ROOT).adapterReadsNoJson(adapter).check(ALL));
    }

    @Test
    void packagesAreFreeOfCycles() {
        holds(Arrows::packagesAreFreeOfCycles);
    }

    @Test
    void everyPackageIsNullMarked() {
        holds(Arrows::packagesAreNullMarked);
    }

    @Test
    void publicMethodsShowNoForeignTypes() {
        holds(arrows -> arrows.publicMethodsShowNoForeignTypes(arrows.root()));
        providers()
                .forEach(provider -> new Arrows(ROOT)
                        .publicMethodsShowNoForeignTypes(ROOT + "." + provider)
                        .check(ALL));
    }

    @Test
    void nothingIsPrintedOrLoggedPastSlf4j() {
        holds(arrows -> NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
        holds(arrows -> NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
    }

    @Test
    void exceptionsAreSpecific() {
        holds(arrows -> NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
    }
}
