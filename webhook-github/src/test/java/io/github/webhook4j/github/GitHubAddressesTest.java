package io.github.webhook4j.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.webhook4j.AddressList;
import io.github.webhook4j.PublishedAddresses;
import io.github.webhook4j.Secrets;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GitHubAddressesTest {

    private static final String META = """
            {"verifiable_password_authentication": false,
             "ssh_keys": ["ssh-ed25519 AAAA"],
             "hooks": ["192.30.252.0/22", "185.199.108.0/22", "140.82.112.0/20", "143.55.64.0/20",
                       "2a0a:a440::/29", "2606:50c0::/32"],
             "web": ["192.0.2.0/24"],
             "domains": {"website": ["*.github.com"]}}""";

    @Test
    void theProviderSaysWhereGitHubPublishesItsAddresses() {
        Secrets secrets = Secrets.of("secret");
        assertThat(GitHub.provider(secrets).publishedAddresses())
                .hasToString("PublishedAddresses[/hooks at https://api.github.com/meta]");
        PublishedAddresses enterprise = GitHub.addresses(URI.create("https://github.example.com/api/v3/meta"));
        assertThat(GitHub.provider(secrets).publishes(enterprise).publishedAddresses())
                .hasToString("PublishedAddresses[/hooks at https://github.example.com/api/v3/meta]");
    }

    @Test
    void theAddressesOfHooksAreReadFromWhatGitHubAnswers() throws InterruptedException {
        WireMockServer server =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        try {
            server.start();
            server.stubFor(get("/meta").willReturn(okJson(META)));
            AddressList list = AddressList.published(GitHub.addresses(URI.create(server.url("/meta"))));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!list.toString().contains("6 ranges got at")) {
                assertThat(System.nanoTime()).as("waiting for %s", list).isLessThan(end);
                Thread.sleep(5);
            }
        } finally {
            server.stop();
        }
    }
}
