package io.github.webhook4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each provider and adapter runs its contract, so that one added later cannot forget it. */
class ContractsTest {

    private static boolean runs(Stream<Source> sources, String contract) {
        return sources.flatMap(Source::types)
                .map(ClassTree::getExtendsClause)
                .filter(Tree.class::isInstance)
                .anyMatch(parent -> parent.toString().equals(contract));
    }

    private static Stream<Source> tests(Module module) {
        return module.sources().filter(source -> !source.isMain());
    }

    @Test
    void aSubclassIsFoundAndItsLackToo() {
        assertThat(runs(
                        Stream.of(Source.sample("webhook-x", "class A extends ProviderContract {}")),
                        "ProviderContract"))
                .isTrue();
        assertThat(runs(Stream.of(Source.sample("webhook-x", "class ProviderContractTest {}")), "ProviderContract"))
                .isFalse();
    }

    @Test
    void everyAdapterRunsTheAdapterContract() {
        assertThat(Module.adapters()).isNotEmpty().allMatch(adapter -> runs(tests(adapter), "AdapterContract"));
    }

    /** Whose types are then delivered through it. */
    @Test
    void everyAdapterIsTestedWithEveryProviderThatHasTypes() {
        List<Module> typed = Module.providers().stream()
                .filter(provider -> runs(tests(provider), "PayloadContract"))
                .toList();
        assertThat(typed).hasSize(5);
        assertThat(Module.adapters())
                .allSatisfy(adapter -> assertThat(typed)
                        .allMatch(provider ->
                                adapter.pom().contains("<artifactId>" + provider.folder() + "</artifactId>")));
    }

    @Test
    void everyProviderRunsTheProviderContract() {
        assertThat(Module.providers()).isNotEmpty().allMatch(provider -> runs(tests(provider), "ProviderContract"));
    }

    @Test
    void everyProviderWhoseSenderHasAnApiRunsTheSenderContract() {
        List<Module> withApi = Module.providers().stream()
                .filter(provider -> provider.sources().filter(Source::isMain).anyMatch(ContractsTest::isApi))
                .toList();
        assertThat(withApi).hasSize(5).allMatch(provider -> runs(tests(provider), "SenderContract"));
    }

    private static boolean isApi(Source source) {
        return source.types()
                .flatMap(type -> type.getImplementsClause().stream())
                .anyMatch(parent -> parent.toString().equals("SenderApi"));
    }

    @Test
    void everyAdapterThatSubscribesRunsTheUpkeepContract() {
        List<Module> subscribing = Module.adapters().stream()
                .filter(adapter -> adapter.sources().anyMatch(Source::isOfUpkeep))
                .toList();
        assertThat(subscribing).hasSize(2).allMatch(adapter -> runs(tests(adapter), "UpkeepContract"));
    }

    @Test
    void everyPublishedModuleIsInTheBomAndNamesItself() {
        String bom = new Module("webhook-bom").pom();
        List<Module> modules = Module.all().stream().filter(Module::hasCode).toList();
        assertThat(modules).isNotEmpty().allSatisfy(module -> {
            assertThat(bom).contains("<artifactId>" + module.folder() + "</artifactId>");
            assertThat(module.pom()).contains("<automatic.module.name>io.github.webhook4j");
        });
    }
}
