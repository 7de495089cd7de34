package io.github.webhook4j.cli;

import static io.github.webhook4j.cli.FakeSender.VARIABLES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.cli.Cli.Ended;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The jar that users run, which is made after the other tests. */
@EnabledIfSystemProperty(named = RunnableJarTest.JAR, matches = ".+")
class RunnableJarTest {

    static final String JAR = "webhook4j.jar";

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        try (Cli cli = Cli.start(List.of("-jar", System.getProperty(JAR)), VARIABLES, arguments)) {
            return cli.end();
        }
    }

    @Test
    void itHelps() throws IOException, InterruptedException {
        Ended ended = run("--help");
        assertThat(ended.status()).isZero();
        assertThat(String.join(" ", ended.out()))
                .contains("plan", "subscribe", "list", "remove", "recover", "listen", "Exit codes");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void allProvidersAreInIt() throws IOException, InterruptedException {
        assertThat(run("list", "--provider", "none").err())
                .first()
                .asString()
                .contains("[github, shopify, slack, standard, stripe, zoom]");
    }

    @Test
    void itKnowsItsVersion() throws IOException, InterruptedException {
        assertThat(run("--version").out()).singleElement().asString().matches("webhook4j \\d.*");
    }
}
