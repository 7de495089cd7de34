package io.github.webhook4j.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.webhook4j.PayloadBinder;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * What may depend on what.
 *
 * @param root the package that all modules' packages are in
 */
record Arrows(String root) {

    private static final String[] LIBRARIES = {
        "java..",
        "javax.crypto..",
        // the compiler's, for the check of handlers while they are compiled
        "javax.annotation.processing..",
        "javax.lang.model..",
        "javax.tools..",
        "com.fasterxml.jackson..",
        "org.slf4j..",
        "org.jspecify.."
    };

    /** The libraries whose classes binders hand out, and what these read JSON with. */
    private static final Map<String, String[]> BOUND = Map.of(
            "stripe", new String[] {"com.stripe.."},
            "github", new String[] {"org.kohsuke.github.."},
            "slack", new String[] {"com.slack.api..", "com.google.gson.."});

    private static final DescribedPredicate<JavaClass> BINDERS = describe("are binders, or inside of one", type -> {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.isAssignableTo(PayloadBinder.class);
    });

    ArchRule coreStandsAlone() {
        return classes()
                .that()
                .resideInAPackage(root)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(LIBRARIES, root));
    }

    ArchRule providerSeesOnlyCore(String provider) {
        return classes()
                .that()
                .resideInAPackage(below(provider))
                .and(not(BINDERS))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(LIBRARIES, root, below(provider)));
    }

    /** What core leaves to a module of its own is done with one library. Jackson, which core needs, is not for it. */
    ArchRule moduleSeesOnlyCoreAnd(String module, String... libraries) {
        return classes()
                .that()
                .resideInAPackage(below(module))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(libraries, "java..", "org.slf4j..", "org.jspecify..", root, below(module)));
    }

    /** And so that the application runs without the library, what touches it is apart from what is loaded to ask for it. */
    ArchRule binderSeesOnlyItsLibrary(String provider) {
        return classes()
                .that()
                .resideInAPackage(below(provider))
                .and(BINDERS)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(
                        with(LIBRARIES, BOUND.getOrDefault(provider, new String[0])),
                        PayloadBinder.class.getPackageName(),
                        below(provider)))
                .allowEmptyShould(true);
    }

    ArchRule adapterSeesNoProvider(String adapter) {
        return noClasses()
                .that()
                .resideInAPackage(below(adapter))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Module.providers().stream()
                        .map(provider -> below(provider.word()))
                        .toArray(String[]::new));
    }

    /** Spring runs on servlets, and reads bodies as they do. */
    ArchRule adapterSeesNoOtherAdapter(String adapter) {
        return noClasses()
                .that()
                .resideInAPackage(below(adapter))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Module.adapters().stream()
                        .map(Module::word)
                        .filter(other -> !other.equals(adapter))
                        .filter(other -> !(adapter.equals("spring") && other.equals("servlet")))
                        .map(this::below)
                        .toArray(String[]::new));
    }

    /** Those who mount endpoints need no database. */
    ArchRule adapterMountsWithoutTheInbox(String adapter) {
        return noClasses()
                .that()
                .resideInAPackage(root + "." + adapter)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(below("jdbc"), below(adapter + ".jdbc"), "java.sql..", "javax.sql..");
    }

    ArchRule adapterReadsNoJson(String adapter) {
        return noClasses()
                .that()
                .resideInAPackage(below(adapter))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..");
    }

    ArchRule packagesAreFreeOfCycles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    ArchRule packagesAreNullMarked() {
        return classes().should(new ArchCondition<>("be in a null-marked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not null-marked"));
            }
        });
    }

    /** Jackson's tree is the one exception; adapters and the test kit exist for the libraries they show. */
    ArchRule publicMethodsShowNoForeignTypes(String module) {
        return methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(module)
                .should(new ArchCondition<>("show only types of ours, of Java, and JsonNode") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                                .map(JavaClass::getBaseComponentType)
                                .map(JavaClass::getName)
                                .filter(name ->
                                        name.contains(".") && !name.matches("javax?\\..*") && !name.startsWith(root))
                                .filter(name -> !name.equals("com.fasterxml.jackson.databind.JsonNode"))
                                .forEach(name -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " shows " + name)));
                    }
                });
    }

    private String below(String word) {
        return root + "." + word + "..";
    }

    private static String[] with(String[] packages, String... more) {
        return Stream.of(packages, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
