package io.github.webhook4j.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.MissedEvents.Missed;
import io.github.webhook4j.Recovery;
import io.github.webhook4j.Recovery.Result;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.test.SignedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeRecoveryTest {

    private static final URI URL = URI.create("https://shop.example/webhooks/stripe?shop=1");
    private static final Secrets SECRETS = Secrets.of("whsec_of_the_recovery");

    @RegisterExtension
    private final FakeStripe stripe = new FakeStripe();

    private final long hourAgo = Instant.now().getEpochSecond() - 3600;
    private final List<String> handled = new ArrayList<>();

    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(Stripe.provider(SECRETS))
            .on(StripeEvents.INVOICE_PAID, (invoice, event) -> handled.add(event.id() + " " + invoice.id()))
            .build();

    private MissedEvents missed() {
        return Objects.requireNonNull(stripe.api().missed(URL));
    }

    private Recovery recovery() {
        return Recovery.builder(endpoint, missed()).build();
    }

    @Test
    void twoHundredAndFiftyEventsOfThreePagesAreHandledOnceEachInOrder() {
        // several in a second, and named against the order
        List<String> ids = IntStream.range(0, 250)
                .mapToObj(i -> "evt_%03d_%03d".formatted(i / 10, 250 - i % 10))
                .toList();
        for (int i = 0; i < ids.size(); i++) {
            stripe.events.add(ids.get(i), hourAgo + i / 10);
        }
        Recovery recovery = recovery();

        assertThat(recovery.run()).isEqualTo(new Result(250, 0, 0, 0));
        assertThat(handled)
                .isEqualTo(ids.stream().sorted().map(id -> id + " in_of_" + id).toList());
        assertThat(stripe.calls().subList(0, 3))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .matches("GET /v1/events\\?delivery_success=false&created\\[gte]=\\d+&limit=100"),
                        second -> assertThat(second).endsWith("&limit=100&starting_after=" + ids.get(150)),
                        third -> assertThat(third).endsWith("&limit=100&starting_after=" + ids.get(50)));
        assertThat(stripe.calls()).hasSize(253);

        assertThat(recovery.run()).isEqualTo(new Result(0, 0, 0, 0));
        assertThat(handled).hasSize(250);
    }

    @Test
    void whatHasComeToThisEndpointAndFailedAtAnotherIsNotHandledTwice() {
        ObjectNode event = stripe.events.add("evt_1", hourAgo);
        byte[] delivered = event.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(endpoint.handle(SignedRequest.of(Stripe.provider(SECRETS))
                                .body(delivered)
                                .build()
                                .toRequest())
                        .status())
                .isEqualTo(200);

        assertThat(recovery().run()).isEqualTo(new Result(1, 0, 0, 0));
        assertThat(handled).containsExactly("evt_1 in_of_evt_1");
    }

    @Test
    void whatNobodyHandlesIsAcknowledged() {
        stripe.events.add("evt_1", hourAgo).put("type", "charge.failed");
        stripe.events.add("evt_2", hourAgo).put("account", "acct_of_a_shop");

        assertThat(recovery().run()).isEqualTo(new Result(2, 0, 0, 0));
        assertThat(handled).containsExactly("evt_2 in_of_evt_2");
    }

    @Test
    void anEventThatIsListedTwiceIsOne() {
        String listed = "{\"id\": \"evt_1\", \"created\": " + hourAgo + "}";
        stripe.http.stubFor(get(urlPathEqualTo(FakeEvents.PATH))
                .willReturn(aResponse().withBody("{\"has_more\": false, \"data\": [" + listed + "," + listed + "]}")));

        assertThat(missed().since(Instant.EPOCH)).containsExactly(new Missed("evt_1", Instant.ofEpochSecond(hourAgo)));
    }

    @Test
    void itIsFetchedAsStripeHasItByteForByte() {
        ObjectNode event = stripe.events.add("evt_1", hourAgo);
        event.put("note", "née 東京");

        WebhookRequest request =
                missed().fetch(new Missed("evt_1", Instant.EPOCH)).orElseThrow();

        assertThat(request.method() + " " + request.uri()).isEqualTo("POST /webhooks/stripe");
        assertThat(request.headers().first("Content-Type")).isEqualTo("application/json");
        List<byte[]> bodies = new ArrayList<>();
        WebhookEndpoint bytes = WebhookEndpoint.builder(Stripe.provider(SECRETS))
                .on(StripeEvents.INVOICE_PAID, (invoice, delivered) -> bodies.add(delivered.body()))
                .build();
        Recovery.builder(bytes, missed()).build().run();
        assertThat(bodies).containsExactly(event.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneThatStripeHasNoMoreIsLeft() {
        assertThat(missed().fetch(new Missed("evt_gone", Instant.EPOCH))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "{\"id\": \"evt_2\"}"})
    void anAnswerThatIsNotTheEventIsAskedForAgain(String body) {
        stripe.events.add("evt_1", hourAgo);
        StubMapping stub = stripe.http.stubFor(
                get(FakeEvents.PATH + "/evt_1").willReturn(aResponse().withBody(body)));
        Recovery recovery = recovery();

        assertThat(catchThrowableOfType(SenderException.class, recovery::run).reason())
                .isEqualTo(Reason.MALFORMED);
        stripe.http.removeStub(stub);
        assertThat(recovery.run()).isEqualTo(new Result(1, 0, 0, 0));
    }

    @Test
    void anEventWithoutATimeIsMalformed() {
        stripe.events.add("evt_1", hourAgo);
        stripe.http.stubFor(get(urlPathEqualTo(FakeEvents.PATH))
                .willReturn(aResponse().withBody("{\"has_more\": false, \"data\": [{\"id\": \"evt_1\"}]}")));

        assertThat(catchThrowableOfType(SenderException.class, () -> recovery().run())
                        .reason())
                .isEqualTo(Reason.MALFORMED);
    }
}
