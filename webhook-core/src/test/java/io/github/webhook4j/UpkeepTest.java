package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.SenderException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application does with its senders by itself. */
class UpkeepTest {

    private static final String URL = "https://app.example.com/webhooks/third";
    private static final Map<String, FakeShop> SHOPS = new ConcurrentHashMap<>();

    /** A provider whose API is a shop in memory, by its token. */
    public static final class Third implements ProviderFactory {
        @Override
        public String name() {
            return "third";
        }

        @Override
        public WebhookProvider create(Secrets secrets, Map<String, String> options) {
            return WebhookProvider.builder("third", Events.SCHEME, secrets)
                    .id(Field.json("/id"))
                    .type(Field.json("/type"))
                    .build();
        }

        @Override
        public Set<String> apiOptions() {
            return Set.of("token", "url");
        }

        @Override
        public SenderApi api(SenderOptions options) {
            return SHOPS.computeIfAbsent(options.required("token"), absent -> new FakeShop(false));
        }
    }

    private final FakeShop shop = new FakeShop(false);
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private @Nullable Upkeep upkeep;

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        if (upkeep != null) {
            upkeep.close();
        }
    }

    private Upkeep upkeep(FakeShop sender, Map<String, String> subscribe, Map<String, String> recover) {
        return upkeep(sender, null, new SenderSettings(Map.of("token", "shop"), subscribe, recover));
    }

    private Upkeep upkeep(FakeShop sender, @Nullable SecretSink sink, SenderSettings settings) {
        SHOPS.put("shop", sender);
        HandlerMethod handler = new HandlerMethod(
                "Audit.paid(WebhookEvent)",
                new HandlerMethod.On("third", List.of("order.paid"), false),
                List.of(WebhookEvent.class),
                false,
                arguments -> handled.add(((WebhookEvent) arguments[0]).id()));
        WebhookEndpoints endpoints = new WebhookEndpoints(List.of(handler), GuardSettings.NONE);
        List<String> secrets = sender.makesSecrets() ? List.of() : List.of("secret of this test");
        endpoints.add(
                new EndpointSettings("third", null, null, secrets, List.of(), null, Map.of(), settings),
                null,
                builder -> {});
        Upkeep made = new Upkeep(sink, null, Duration.ofMillis(20));
        made.mounted(endpoints);
        upkeep = made;
        return made;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time").isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void anEndpointIsSubscribedWhenTheApplicationHasStarted() throws Exception {
        Upkeep begun = upkeep(shop, Map.of("url", URL), Map.of());
        assertThat(shop.calls()).isEmpty();

        begun.start(8080);

        await(() -> !shop.existing.isEmpty());
        assertThat(shop.existing.get(0).url()).hasToString(URL);
        assertThat(shop.existing.get(0).events()).containsExactly("order.paid");
    }

    @Test
    void itStaysSubscribedWhenTheApplicationEnds() throws Exception {
        Upkeep begun = upkeep(shop, Map.of("url", URL), Map.of());
        begun.start(8080);
        await(() -> !shop.existing.isEmpty());

        begun.close();

        assertThat(shop.existing).hasSize(1);
    }

    @Test
    void typesMayBeWrittenInPlaceOfThoseOfTheHandlers() throws Exception {
        upkeep(shop, Map.of("URL", URL, "types", "order.sent, order.lost"), Map.of())
                .start(8080);

        await(() -> !shop.existing.isEmpty());
        assertThat(shop.existing.get(0).events()).containsExactly("order.lost", "order.sent");
    }

    @Test
    void aPlanIsOnlyLogged() throws Exception {
        upkeep(shop, Map.of("url", URL, "on.start", "plan"), Map.of()).start(8080);

        await(() -> shop.calls().contains("list"));
        assertThat(shop.changes()).isEmpty();
    }

    @Test
    void aSecretThatTheSenderMakesUpIsKeptAndVerifiedWith() throws Exception {
        Path file = folder.resolve("third.secret");
        FakeShop making = new FakeShop(true);
        Upkeep begun = upkeep(making, Map.of("url", URL, "secret-file", file.toString()), Map.of());

        begun.start(8080);

        await(() -> Files.exists(file));
        assertThat(Files.readString(file)).startsWith("whsec_made_by_the_shop");
    }

    @Test
    void theApplicationsOwnSinkGoesBeforeTheFile() throws Exception {
        List<String> kept = new CopyOnWriteArrayList<>();
        SenderSettings settings = new SenderSettings(
                Map.of("token", "shop"),
                Map.of("url", URL, "secret-file", folder.resolve("not.here").toString()),
                Map.of());
        upkeep(new FakeShop(true), (created, secret) -> kept.add(secret), settings)
                .start(8080);

        await(() -> !kept.isEmpty());
        assertThat(folder.resolve("not.here")).doesNotExist();
    }

    @Test
    void whatWasMissedIsRecoveredAtTheStartAndThenOnASchedule() throws Exception {
        shop.missed.add(new MissedEvents.Missed("a", Instant.now().minusSeconds(90)));

        upkeep(shop, Map.of(), Map.of("url", URL, "every", "PT0.05S")).start(8080);

        await(() -> handled.contains("a"));
        shop.missed.add(new MissedEvents.Missed("b", Instant.now()));
        await(() -> handled.contains("b"));
        assertThat(handled).containsExactly("a", "b");
        assertThat(shop.existing).isEmpty();
    }

    @Test
    void withoutTheStartItIsRecoveredOnTheScheduleAlone() throws Exception {
        shop.missed.add(new MissedEvents.Missed("a", Instant.now().minusSeconds(90)));
        Upkeep begun =
                upkeep(shop, Map.of("url", URL), Map.of("on-start", "false", "every", "PT1H", "log-file", log()));
        begun.start(8080);

        await(() -> !shop.existing.isEmpty());
        begun.close();

        assertThat(handled).isEmpty();
    }

    private String log() {
        return folder.resolve("recovery.log").toString();
    }

    @Test
    void theLogFileIsWhereTheNextProcessGoesOn() throws Exception {
        shop.missed.add(new MissedEvents.Missed("a", Instant.now().minusSeconds(90)));
        upkeep(shop, Map.of(), Map.of("url", URL, "log-file", log())).start(8080);
        await(() -> handled.contains("a"));
        await(() -> readLog().startsWith("since"));
        close();

        shop.missed.add(new MissedEvents.Missed("b", Instant.now()));
        upkeep(shop, Map.of(), Map.of("url", URL, "log-file", log())).start(8080);
        await(() -> handled.contains("b"));

        assertThat(handled).containsExactly("a", "b");
    }

    private String readLog() {
        try {
            return Files.exists(Path.of(log())) ? Files.readString(Path.of(log())) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSenderThatRefusesForGoodIsAskedOnce() throws Exception {
        shop.failure = new SenderException(Reason.NOT_ALLOWED, "no right.", null, null);
        upkeep(shop, Map.of("url", URL), Map.of("on-start", "true")).start(8080);

        await(() -> shop.calls().contains("missed"));
        Thread.sleep(100);

        assertThat(shop.changes()).containsExactly("missed");
    }

    @Test
    void aSenderThatCannotBeReachedIsAskedAgainLater() throws Exception {
        shop.failure = new SenderException(Reason.UNAVAILABLE, "no answer.", null, null);
        upkeep(shop, Map.of("url", URL), Map.of()).start(8080);

        await(() -> !shop.existing.isEmpty());
        assertThat(shop.calls()).startsWith("list", "list");
    }

    @Test
    void withoutSettingsNothingBegins() {
        Upkeep nothing = upkeep(shop, null, SenderSettings.NONE);
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        nothing.start(8080);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .doesNotContain("webhook4j-upkeep");
        assertThat(shop.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "urll=https://a.example/x | | has no option \"urll\", only [on-start, secret-file, tunnel, types, url]. Did you mean \"url\"?",
                "url=nonsense | | subscribe.url is no URL",
                "url=https://a.example/x;on-start=now | | subscribe.on-start is \"now\": write apply or plan",
                "on-start=apply | | subscribe.url is missing",
                "url=https://a.example/x;tunnel=ngrok | | both set",
                "| on-start=true | recover.url is missing",
                "| url=https://a.example/x;every=often | recover.every is \"often\"",
                "| url=https://a.example/x;every=PT0S | recover.every is \"PT0S\"",
                "| url=https://a.example/x;within=-P1D | recover.within is \"-P1D\"",
                "| url=https://a.example/x;on-start=maybe | recover.on-start is \"maybe\"",
                "| evry=PT1M | has no option \"evry\""
            })
    void whatIsConfiguredWrongFailsTheStartAndIsNamed(
            @Nullable String subscribe, @Nullable String recover, String complaint) {
        assertThatThrownBy(() -> upkeep(shop, map(subscribe), map(recover)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    private static Map<String, String> map(@Nullable String text) {
        Map<String, String> map = new ConcurrentHashMap<>();
        if (text != null) {
            for (String pair : text.split(";", -1)) {
                map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return map;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokn=x | has no option \"tokn\"",
                "url=x | needs the option \"token\"",
                "token=${TOKEN} | a placeholder that nothing resolves"
            })
    void whatTheApiIsCalledWithIsRequiredAtTheStart(String api, String complaint) {
        SenderSettings settings = new SenderSettings(map(api), Map.of("url", URL), Map.of());

        assertThatThrownBy(() -> upkeep(shop, null, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("webhook4j.endpoints.third: ")
                .hasMessageContaining(complaint);
    }
}
