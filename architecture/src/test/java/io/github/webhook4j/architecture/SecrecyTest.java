package io.github.webhook4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.architecture.bad.LeakingCase;
import io.github.webhook4j.secrecy.Leak;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** That what all tests print is searched for secrets, signatures and bodies, and that the search finds them. */
class SecrecyTest {

    private static final String HEX = "5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd";
    private static final Pattern SECRETS = Pattern.compile("Secrets\\.of\\(((?:\"[^\"]*\"(?:,\\s*)?)+)");
    private static final Pattern CONSTANT = Pattern.compile("String \\w*SECRET\\w* = (\"[^\"]*\")");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

    /** Shorter ones, such as "a", are words of many lines; what has none longer is searched for signatures and bodies. */
    private static final int SHORTEST = 12;

    private static Stream<String> samples(Leak leak) {
        return switch (leak) {
            case SIGNATURE_IN_HEX -> Stream.of("expected " + HEX, "'" + HEX.toUpperCase(Locale.ROOT) + "'", HEX + HEX);
            case SIGNATURE_IN_BASE64 ->
                Stream.of(
                        "got 8Pn9VpaDnRB7Ic2Sb5rHBnfuHSEFN0OJbJu6Zpn4Xuo=.",
                        "Sig: 0/KCTR6DLpKmkAf8muzZqo1nDgQ=",
                        "bnfuHSEFN0OJbJu6Zpn4Xuo8Pn9VpaDnRB7Ic2Sb5rHBnfuHSEFN0OJbJu6Zpn4Xuo8Pn9VpaDnRB7Ic2Sb5r1==");
            case SIGNATURE_BY_ITS_NAME ->
                Stream.of(
                        "Stripe-Signature: t=1,v1=" + HEX.substring(0, 20),
                        "v0=" + HEX.substring(0, 16) + "...",
                        "v1,8Pn9VpaDnRB7Ic2Sb5rHBn",
                        "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6");
            case SECRET_BY_ITS_PREFIX -> Stream.of("secret whsec_development_only", "whsk_MfKQ9r8G");
            case BODY_OF_JSON ->
                Stream.of(
                        "got {\"id\":\"evt_1\"}", "{ \"zen\": 1", "log={\\\"object\\\":\\\"event\\\"}", "[{\"a\":[]}]");
            case BODY_OF_JSON_LINES -> Stream.of("  \"id\" : \"evt_1\",", "\t\"livemode\": false");
            case BODY_ENCODED ->
                Stream.of("payload=%7B%22type", "'\\x7b226964223a'::bytea", "X'7B22'", "eyJpZCI6ImV2dF8xIn0=");
            case BODY_OF_A_FORM -> Stream.of("token=gIkuvaNzQIHg97ATvDxqgjtO&team_id=T0001&", "AccountSid=AC1&Body=hi");
            case PAYLOAD -> Stream.of("bound Invoice[id=in_1, total=3]", "PullRequestEvent[action=opened, number=1]");
            case VALUE_QUOTED_BY_JACKSON ->
                Stream.of(
                        "Unrecognized token 'card4242': was expecting",
                        "Cannot deserialize value of type `int` from String \"card4242\": not a valid",
                        "Numeric value (4242424242424242) out of range");
        };
    }

    @ParameterizedTest
    @EnumSource
    void eachFormIsFound(Leak leak) {
        assertThat(samples(leak))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Leak.in(line)).as(line).contains(leak.name()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[main] INFO io.github.webhook4j.Delivery - delivery endpoint=stripe outcome=handled id=evt_1",
                "reason=\"SIGNATURE_MISMATCH: none of 2 secrets makes the signature in the Stripe-Signature header\"",
                "it has to be v1=<lower-case hex>; a secret begins with whsec_ here",
                "outcome=failed type=message id=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd",
                "failed on slack message.im 5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd",
                "type=slash_command id=1767225600:5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd",
                "zoom app_deauthorized app_deauthorized:5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd ok",
                "refs/heads/main is at 7d38cdd689735b008b3c702edd92eea23791c5f6",
                "bound as null: [/data/object/amount, /id]",
                "Guard[addresses=null, rate=100/s], Order[id=null, total=null]",
                "commit 01234567-89ab-cdef-0123-456789abcdef, webhook4j.endpoints.stripe.secrets=",
                "at io.github.webhook4j.WebhookEndpoint.handle(WebhookEndpoint.java:110)",
            })
    void whatMayBePrintedIsNotFound(String line) {
        assertThat(Leak.in(line)).isEmpty();
    }

    @Test
    void theSecretsOfTheTestsAreFound() {
        List<String> secrets = Module.all().stream()
                .flatMap(Module::sources)
                .filter(source -> source.path().contains("/src/test/"))
                .flatMap(source -> Stream.of(SECRETS, CONSTANT)
                        .flatMap(form -> form.matcher(source.text()).results()))
                .flatMap(found -> LITERAL.matcher(found.group(1)).results())
                .map(found -> found.group(1))
                .filter(secret -> secret.length() >= SHORTEST && !secret.startsWith("whpk_"))
                .distinct()
                .toList();
        assertThat(secrets)
                .as("those that lack belong into secrets.txt of testing/secrecy")
                .hasSizeGreaterThan(20)
                .allSatisfy(secret ->
                        assertThat(Leak.in("it is " + secret + "!")).as(secret).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "says, SECRET_OF_A_TEST",
        "logs, BODY_OF_JSON",
        "logsByJava, SIGNATURE_BY_ITS_NAME",
        "throwsIt, BODY_OF_JSON"
    })
    void aTestThatPrintsOneFailsItsSession(String method, String rule) {
        assertThatThrownBy(() -> run(method))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LeakingCase." + method + ": " + rule);
    }

    @Test
    void aTestThatPrintsNoneFailsNothing() {
        assertThat(run("isSilentAboutThem")).contains("delivered");
    }

    /** As Surefire does it, on a console that no other search sees. */
    private static String run(String method) {
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (LauncherSession session = LauncherFactory.openSession()) {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectMethod(LeakingCase.class, method))
                    .build();
            session.getLauncher().execute(request);
        } finally {
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The parent's profile sees no tests that a module has from elsewhere. */
    @Test
    void theSearchIsInEveryModuleThatHasTests() {
        assertThat(Module.read(Module.root().resolve("pom.xml"))).contains("<exists>${basedir}/src/test/java</exists>");
        assertThat(Module.all())
                .filteredOn(module -> module.pom().contains("<testSourceDirectory>"))
                .isNotEmpty()
                .allMatch(module -> module.pom().contains("<artifactId>webhook4j-secrecy</artifactId>"));
    }

    @Test
    void noModuleSwitchesItsLogOff() throws IOException {
        try (Stream<Path> files = Files.walk(Module.root())) {
            assertThat(files.filter(file -> file.endsWith("simplelogger.properties"))
                            .filter(file -> !file.toString().contains("/target/"))
                            .map(Module::read))
                    .hasSizeGreaterThan(3)
                    .noneMatch(settings -> settings.contains("webhook4j=off"));
        }
    }
}
