package io.github.webhook4j.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SubscriptionPlan;
import io.github.webhook4j.Subscriptions;
import io.github.webhook4j.test.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubAppTest {

    private static final String URL = "https://ci.example.com/webhooks/github";
    private static final String SECRET = "secret of the tests";
    private static final KeyPair PAIR = pair();
    private static final int PKCS8_HEAD = 26;

    private final FakeGitHub github = new FakeGitHub();

    @AfterEach
    void stop() {
        github.close();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pkcs8() {
        return pem("PRIVATE KEY", PAIR.getPrivate().getEncoded());
    }

    private static String pkcs1(KeyPair pair) {
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEAD, pkcs8.length));
    }

    private static String pem(String name, byte[] der) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + name + "-----\n";
    }

    private SenderApi api(String... options) {
        Map<String, String> all = new HashMap<>(Map.of("url", github.server().baseUrl(), "target", "app"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return SenderApi.named("github", all);
    }

    private Subscriptions subscriptions(String... types) {
        return Subscriptions.builder(api("app-id", "4711", "private-key", pkcs1(PAIR)), URI.create(URL))
                .types(Set.of(types))
                .secrets(Secrets.of(SECRET))
                .build();
    }

    private static void isOurs(String jwt, Instant now) throws IOException, GeneralSecurityException {
        String[] parts = jwt.split("\\.", -1);
        assertThat(parts).hasSize(3);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(PAIR.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2])))
                .as("the signature")
                .isTrue();
        assertThat(json(parts[0])).hasToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        JsonNode claims = json(parts[1]);
        assertThat(claims.path("iss").asText()).isEqualTo("4711");
        assertThat(claims.path("iat").asLong()).isEqualTo(now.getEpochSecond() - 60);
        assertThat(claims.path("exp").asLong()).isEqualTo(now.getEpochSecond() + 540);
    }

    private static JsonNode json(String base64) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(base64));
    }

    @Test
    void theJwtIsMadeAnewBeforeItEnds() throws Exception {
        Instant start = Instant.parse("2026-11-26T12:00:00Z");
        SettableClock clock = SettableClock.at(start);
        AppJwt jwt = new AppJwt("4711", PAIR.getPrivate(), clock);
        String first = jwt.get();
        isOurs(first, start);

        clock.advance(Duration.ofSeconds(479));
        assertThat(jwt.get()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(jwt.get()).isNotEqualTo(first);
        isOurs(jwt.get(), start.plusSeconds(480));
        assertThat(jwt).hasToString("AppJwt[4711]");
    }

    @Test
    void aKeyAsGitHubHandsItOutIsRead() {
        assertThat(RsaKey.read(pkcs1(PAIR))).isEqualTo(PAIR.getPrivate());
        assertThat(RsaKey.read(pkcs1(PAIR).replace("\n", "\\n"))).isEqualTo(PAIR.getPrivate());
    }

    @Test
    void aKeyOfPkcs8IsRead() {
        assertThat(RsaKey.read("some text before\r\n" + pkcs8().replace("\n", "\r\n")))
                .isEqualTo(PAIR.getPrivate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no PEM",
                "-----BEGIN RSA PRIVATE KEY-----\nbm8ga2V5IGF0IGFsbA==\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nbm8ga2V5IGF0IGFsbA==\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nno base64!\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nbm8ga2V5IGF0IGFsbA==\n-----END ENCRYPTED PRIVATE KEY-----"
            })
    void whatIsNoKeyIsSaidSoWithoutShowingIt(String pem) {
        assertThatThrownBy(() -> api("app-id", "4711", "private-key", pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The App's private key ")
                .hasMessageNotContaining("bm8")
                .hasNoCause();
    }

    @Test
    void theKeyMayBeInAFile(@TempDir Path folder) throws Exception {
        github.appConfig("{\"content_type\": \"json\", \"insecure_ssl\": \"0\", \"url\": \"" + URL + "\"}");
        Path file = Files.writeString(folder.resolve("app.pem"), pkcs8());

        assertThat(api("app-id", "4711", "private-key-file", file.toString()).list())
                .hasSize(1);

        String bearer = github.server().getAllServeEvents().get(0).getRequest().getHeader("Authorization");
        assertThat(bearer).startsWith("Bearer ey");
        assertThatThrownBy(() -> api(
                        "app-id",
                        "4711",
                        "private-key-file",
                        folder.resolve("none").toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read from ");
    }

    @ParameterizedTest
    @CsvSource({
        "token;api-token-of-the-contract;app-id;1;private-key;x, and no \"token\"",
        "app-id;1, needs the option \"private-key\"",
        "app-id;1;private-key;x;private-key-file;y, not both",
        "app-id;1\"x;private-key;PEM, id is a number"
    })
    void optionsThatDoNotFitAreRefused(String options, String message) {
        assertThatThrownBy(() -> api(options.replace("PEM", pkcs8()).split(";", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anAppsHookIsChangedAndNeverCreated() throws Exception {
        github.appConfig("{\"content_type\": \"form\", \"insecure_ssl\": \"0\"}");

        SubscriptionPlan plan = subscriptions("issues.opened").apply();

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(SubscriptionPlan.Action.UPDATE);
            assertThat(step.differences())
                    .containsExactly("url: -> " + URL, "content_type: form -> json", "secret: -> set");
        });
        assertThat(github.changes())
                .containsExactly(
                        "PATCH /app/hook/config {\"content_type\":\"json\",\"insecure_ssl\":\"0\",\"secret\":\""
                                + SECRET + "\",\"url\":\"" + URL + "\"}");
        assertThat(subscriptions("issues.opened").apply().steps()).isEmpty();
        assertThat(github.changes()).hasSize(1);
    }

    @Test
    void itsUrlIsChangedWhereverItSentBefore() {
        github.appConfig(
                "{\"content_type\": \"json\", \"insecure_ssl\": 0, \"secret\": \"********\", \"url\": \"https://a.example.com/\"}");

        assertThat(subscriptions("issues").plan())
                .asString()
                .startsWith("update app https://a.example.com/ [] "
                        + "{content_type=json, insecure_ssl=0, secret=set}: url: -> " + URL
                        + "\nnote: an App's events");
    }

    @Test
    void whichEventsToChooseIsARemark() {
        github.appConfig("{\"content_type\": \"json\"}");

        assertThat(subscriptions("issues.opened", "push", "installation.created", "package.published")
                        .plan()
                        .remarks())
                .isEqualTo(List.of(
                        "package does not come from the hook of a GitHub App, but of a repository or an organization",
                        "an App's events cannot be set by the API: see that those that the handlers want are chosen in the App's "
                                + "settings, under Permissions & events: issues, push"));
        assertThat(subscriptions("installation.created").plan().remarks()).isEmpty();
    }

    @Test
    void itCannotBeRemoved() {
        github.appConfig("{\"url\": \"" + URL + "\"}");

        assertThatThrownBy(() -> subscriptions("push").remove())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("switch off Active");
        assertThat(github.changes()).isEmpty();
    }

    @Test
    void anAppWithoutWebhookIsSaidSo() {
        assertThatThrownBy(() -> subscriptions("push").plan())
                .isInstanceOf(SenderException.class)
                .hasMessageContaining("Has the App a webhook?");
    }

    @Test
    void whatItHasMissedIsListedByTheApp() {
        github.appConfig("{\"url\": \"" + URL + "\"}");
        github.delivered(0, FakeDelivery.failed("guid-1", "2026-11-26T12:00:00Z"));

        assertThat(api("app-id", "4711", "private-key", pkcs8()).missed(URI.create(URL)))
                .satisfies(missed -> assertThat(missed.since(Instant.EPOCH)).hasSize(1));
        assertThat(github.reads()).containsExactly("/app/hook/config", "/app/hook/deliveries?per_page=100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "17", "null", "{\"unknown\": 1}", "<html></html>"})
    void aConfigOfAnotherFormIsMalformed(String body) {
        github.stub(get("/app/hook/config").willReturn(ok(body)));

        assertThatThrownBy(() -> subscriptions("push").plan())
                .isInstanceOfSatisfying(
                        SenderException.class, e -> assertThat(e.reason()).isEqualTo(SenderException.Reason.MALFORMED));
    }

    @Test
    void whatItIsCalledWithIsInNoMessage() {
        github.appConfig("{\"url\": \"" + URL + "\"}");
        SenderApi api = api("app-id", "4711", "private-key", pkcs8());
        api.list();
        String bearer = github.server().getAllServeEvents().get(0).getRequest().getHeader("Authorization");
        String jwt = bearer.substring("Bearer ".length());
        github.stub(get("/app/hook/config").willReturn(unauthorized().withBody("{\"message\": \"bad " + jwt + "\"}")));

        assertThatThrownBy(api::list).hasMessageContaining("bad ***").hasMessageNotContaining(jwt);
        assertThat(api).hasToString("GitHubApi[app]");
    }
}
