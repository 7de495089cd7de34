package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.WebhookResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every provider does. A provider's test extends this and says how to make it. */
public abstract class ProviderContract {

    private static final int RACERS = 48;

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final RecordedEvents recorded = new RecordedEvents();

    /** For subclasses. */
    protected ProviderContract() {}

    /**
     * A secret of the form that the sender gives it.
     *
     * @return the secret
     */
    protected String secret() {
        return "a secret of the contract";
    }

    /**
     * Another secret of that form.
     *
     * @return the secret
     */
    protected String anotherSecret() {
        return "another secret of the contract";
    }

    /**
     * Makes the provider.
     *
     * @param secrets its secrets
     * @return the provider
     */
    protected abstract WebhookProvider provider(Secrets secrets);

    /**
     * A type that the provider knows.
     *
     * @return the type's name
     */
    protected abstract String knownType();

    /**
     * The id of an event whose {@link SignedRequest} was given one. The same, unless the sender makes ids of several values.
     *
     * @param given the id that was given
     * @return the id that the event has
     */
    protected String eventId(String given) {
        return given;
    }

    private Secrets secrets() {
        return Secrets.of(secret());
    }

    private SignedRequest.Builder genuine() {
        return SignedRequest.of(provider(secrets())).event(knownType()).clock(clock);
    }

    private WebhookEndpoint endpoint(Secrets secrets) {
        return WebhookEndpoint.builder(provider(secrets))
                .clock(clock)
                .listener(recorded)
                .on(EventType.of("*", JsonNode.class), recorded)
                .build();
    }

    private WebhookResponse receive(SignedRequest.Builder request) {
        return endpoint(secrets()).handle(request.build().toRequest());
    }

    private void assertRefused(WebhookResponse response, Reason... reasons) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).as("the caller is told no reason").isEmpty();
        assertThat(response.headers()).isEmpty();
        assertThat(recorded.handled()).isEmpty();
        assertThat(recorded.rejections()).extracting(RejectedException::reason).containsAnyOf(reasons);
    }

    /** A genuine delivery reaches the handler with its id, type, time of arrival and exact body. */
    @Test
    public final void aGenuineDeliveryReachesItsHandler() {
        SignedRequest request = genuine().id("id-1").build();

        assertThat(endpoint(secrets()).handle(request.toRequest()).status()).isEqualTo(200);

        WebhookEvent event = recorded.handled().get(0);
        assertThat(event.provider()).isEqualTo(provider(secrets()).name());
        assertThat(event.type()).isEqualTo(knownType());
        assertThat(event.id()).isEqualTo(eventId("id-1"));
        assertThat(event.receivedAt()).isEqualTo(clock.instant());
        assertThat(event.body()).isEqualTo(request.body());
    }

    /** A type that nobody knows yet is an event like any other. */
    @Test
    public final void anUnknownTypeIsAcknowledgedAndReachesHandlersOfAllTypes() {
        assertThat(receive(genuine().event("brand_new.thing")).status()).isEqualTo(200);
        assertThat(recorded.handled()).extracting(WebhookEvent::type).containsExactly("brand_new.thing");
    }

    /** Without a signature there is nothing to verify. */
    @Test
    public final void anUnsignedRequestIsRefused() {
        assertRefused(receive(genuine().unsigned()), Reason.SIGNATURE_MISSING);
    }

    /** The body counts to the last byte. */
    @Test
    public final void aBodyChangedAfterSigningIsRefused() {
        assertRefused(receive(genuine().tampered()), Reason.SIGNATURE_MISMATCH);
    }

    /** A signature is worth nothing without the secret. */
    @Test
    public final void aSignatureMadeWithAnotherSecretIsRefused() {
        assertRefused(receive(genuine().wrongSecret()), Reason.SIGNATURE_MISMATCH);
    }

    /**
     * Whatever stands in a signature header, the answer is 401 and no exception.
     *
     * @return a test for each oddity
     */
    @TestFactory
    public final Stream<DynamicTest> anOddSignatureHeaderIsRefused() {
        Map<String, String> genuine = genuine().build().headers();
        Map<String, String> signature =
                provider(secrets()).sign(genuine().body(new byte[0]).build().toRequest(), clock.instant());
        return signature.entrySet().stream()
                .flatMap(header -> OddHeaders.of(header.getValue()).stream()
                        .filter(value -> !value.equals(genuine.get(header.getKey())))
                        .map(value -> DynamicTest.dynamicTest(header.getKey() + ": " + value, () -> {
                            WebhookResponse response = receive(genuine().header(header.getKey(), value));
                            assertThat(response.status()).isEqualTo(401);
                            assertThat(recorded.handled()).isEmpty();
                        })));
    }

    /** A signature header that stands there twice is refused: which of them would count? */
    @Test
    public final void aRepeatedSignatureHeaderIsRefused() {
        SignedRequest request = genuine().build();
        WebhookRequest.Builder repeated = WebhookRequest.builder("POST", "/").body(request.body());
        request.headers().forEach(repeated::header);
        provider(secrets()).sign(request.toRequest(), clock.instant()).forEach(repeated::header);

        assertRefused(endpoint(secrets()).handle(repeated.build()), Reason.SIGNATURE_MALFORMED);
    }

    /** Where the sender signs a time, it is checked in both directions. */
    @Test
    public final void aSignedTimeIsCheckedInBothDirections() {
        if (signsTime()) {
            assertRefused(receive(genuine().stale()), Reason.TIMESTAMP_STALE);
            assertRefused(receive(genuine().future()), Reason.TIMESTAMP_FUTURE);
        } else {
            assertThatThrownBy(() -> genuine().stale().build()).isInstanceOf(IllegalStateException.class);
        }
    }

    private boolean signsTime() {
        WebhookProvider provider = provider(secrets());
        WebhookRequest request = genuine().build().toRequest();
        return !provider.sign(request, Instant.EPOCH).equals(provider.sign(request, clock.instant()));
    }

    /** While a secret is rolled, both count, and the event says which it was. */
    @Test
    public final void eachOfSeveralSecretsCounts() {
        WebhookEndpoint endpoint = endpoint(Secrets.of(anotherSecret(), secret()));

        assertThat(endpoint.handle(genuine().build().toRequest()).status()).isEqualTo(200);
        assertThat(recorded.handled()).extracting(WebhookEvent::secretIndex).containsExactly(1);
    }

    /** No secret never means no check. */
    @Test
    public final void aBlankSecretDoesNotBuild() {
        assertThatThrownBy(() -> provider(Secrets.of(""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> provider(Secrets.of(secret(), " \t"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> provider(Secrets.of(List.of()))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Tenants: the secret follows from the request; no secret is a refusal, a failing look-up is asked again. */
    @Test
    public final void aSecretCanBeChosenForEachRequest() {
        WebhookEndpoint endpoint = endpoint(Secrets.perRequest(this::secretsOfTenant));

        assertThat(endpoint.handle(genuine().header("Tenant", "known").build().toRequest())
                        .status())
                .isEqualTo(200);
        assertThat(endpoint.handle(genuine().build().toRequest()).status()).isEqualTo(401);
        WebhookResponse later =
                endpoint.handle(genuine().header("Tenant", "broken").build().toRequest());
        assertThat(later.status()).isEqualTo(503);
        assertThat(later.headers()).containsKey("Retry-After");
        assertThat(recorded.rejections())
                .extracting(RejectedException::reason)
                .containsExactly(Reason.SECRET_UNKNOWN, Reason.SECRET_UNAVAILABLE);
    }

    private @Nullable Secrets secretsOfTenant(WebhookRequest request) {
        String tenant = request.headers().first("Tenant");
        if ("broken".equals(tenant)) {
            throw new IllegalStateException("the database is down");
        }
        return "known".equals(tenant) ? secrets() : null;
    }

    /** The sender may deliver again; the handler runs once. */
    @Test
    public final void aRedeliveryOfAHandledEventIsAcknowledgedButNotHandledAgain() {
        WebhookEndpoint endpoint = endpoint(secrets());

        assertThat(endpoint.handle(genuine().id("id-1").build().toRequest()).status())
                .isEqualTo(200);
        assertThat(endpoint.handle(genuine().id("id-1").build().toRequest()).status())
                .isEqualTo(200);
        assertThat(endpoint.handle(genuine().id("id-2").build().toRequest()).status())
                .isEqualTo(200);

        assertThat(recorded.handled()).extracting(WebhookEvent::id).containsExactly(eventId("id-1"), eventId("id-2"));
    }

    /** A failed run is not a handled event. */
    @Test
    public final void aRedeliveryAfterAFailedRunIsHandled() {
        AtomicInteger runs = new AtomicInteger();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(provider(secrets()))
                .clock(clock)
                .on(EventType.of("*", JsonNode.class), (payload, event) -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new IOException("the first run fails");
                    }
                })
                .build();

        assertThat(endpoint.handle(genuine().id("id-1").build().toRequest()).status())
                .isEqualTo(500);
        assertThat(endpoint.handle(genuine().id("id-1").build().toRequest()).status())
                .isEqualTo(200);
        assertThat(runs).hasValue(2);
    }

    /**
     * Copies that race are handled once, and none of the others is told that the event is done before it is.
     *
     * @throws Exception if a racer fails
     */
    @Test
    public final void racingCopiesAreHandledOnce() throws Exception {
        WebhookEndpoint endpoint = endpoint(secrets());
        SignedRequest request = genuine().build();
        Callable<WebhookResponse> copy = () -> endpoint.handle(request.toRequest());
        ExecutorService racers = Executors.newFixedThreadPool(RACERS);
        List<Integer> statuses = new ArrayList<>();
        try {
            for (Future<WebhookResponse> racer : racers.invokeAll(Collections.nCopies(RACERS, copy))) {
                statuses.add(racer.get().status());
            }
        } finally {
            racers.shutdownNow();
        }

        assertThat(statuses).hasSize(RACERS).contains(200).isSubsetOf(200, 503);
        assertThat(recorded.handled()).hasSize(1);
    }

    /** If nobody can tell whether the event is new, the sender is asked to try again. */
    @Test
    public final void aBrokenInboxHasTheSenderTryAgain() {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(provider(secrets()))
                .clock(clock)
                .inbox(new BrokenInbox())
                .on(EventType.of("*", JsonNode.class), recorded)
                .build();

        WebhookResponse response = endpoint.handle(genuine().build().toRequest());

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsKey("Retry-After");
        assertThat(recorded.handled()).isEmpty();
    }

    /**
     * What is signed but no event gets a clear answer, and the next event is received.
     *
     * @return a test for each body
     */
    @TestFactory
    public final Stream<DynamicTest> aSignedBodyThatIsNoEventIsAnsweredWith400() {
        return BadBodies.all().entrySet().stream()
                .map(body -> DynamicTest.dynamicTest(body.getKey(), () -> {
                    RecordedEvents seen = new RecordedEvents();
                    WebhookEndpoint endpoint = WebhookEndpoint.builder(provider(secrets()))
                            .clock(clock)
                            .listener(seen)
                            .on(EventType.of("*", JsonNode.class), seen)
                            .build();

                    WebhookResponse response = endpoint.handle(
                            genuine().body(body.getValue()).build().toRequest());

                    assertThat(response.status()).isEqualTo(400);
                    assertThat(response.body()).isEmpty();
                    assertThat(seen.rejections())
                            .extracting(RejectedException::reason)
                            .containsExactly(Reason.EVENT_MALFORMED);
                    assertThat(endpoint.handle(genuine().build().toRequest()).status())
                            .isEqualTo(200);
                }));
    }

    /** Neither secrets nor signatures nor bodies show up in what is printed. */
    @Test
    public final void nothingPrintedHoldsASecretOrASignature() {
        SignedRequest request = genuine().build();
        receive(genuine().wrongSecret());
        endpoint(secrets()).handle(request.toRequest());

        Stream<String> printed = Stream.of(
                secrets().toString(),
                provider(secrets()).toString(),
                endpoint(secrets()).toString(),
                request.toRequest().toString(),
                request.toRequest().headers().toString(),
                recorded.handled().get(0).toString(),
                recorded.rejections().get(0).toString());

        Collection<String> hidden = new ArrayList<>(
                provider(secrets()).sign(request.toRequest(), clock.instant()).values());
        hidden.removeIf(value -> value.matches("[0-9]+")); // the time is no secret
        hidden.add(secret());
        assertThat(printed).noneMatch(text -> hidden.stream().anyMatch(text::contains));
    }

    private static final class BrokenInbox implements Inbox {
        @Override
        public Claim claim(WebhookEvent event) {
            throw new IllegalStateException("the database is down");
        }

        @Override
        public void complete(Claim claim) {
            throw new AssertionError("nothing was claimed");
        }

        @Override
        public void release(Claim claim) {
            throw new AssertionError("nothing was claimed");
        }
    }
}
