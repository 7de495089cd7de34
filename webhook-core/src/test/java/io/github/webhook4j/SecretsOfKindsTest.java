package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsOfKindsTest {

    @TempDir
    Path folder;

    private static Subscription of(String kind) {
        return new Subscription("1", kind, URI.create("https://app.example.com/"), new TreeSet<>(), Map.of());
    }

    @Test
    void aKindsSecretsDoNotPushOutThoseOfAnother() throws IOException {
        SecretFile file = SecretFile.at(folder.resolve("secrets"));
        file.keep(of(""), "whsec_plain");
        file.keep(of("thin"), "whsec_thin");
        file.keep(of("snapshot"), "whsec_1");
        file.keep(of("snapshot"), "whsec_2");
        file.keep(of("snapshot"), "whsec_3");

        assertThat(Files.readAllLines(folder.resolve("secrets")))
                .containsExactly("whsec_3\tsnapshot", "whsec_2\tsnapshot", "whsec_thin\tthin", "whsec_plain");
        assertThat(file.secrets()
                        .forRequest(WebhookRequest.builder("POST", "/").build())
                        .values())
                .containsExactly("whsec_3", "whsec_2", "whsec_thin", "whsec_plain");
    }
}
