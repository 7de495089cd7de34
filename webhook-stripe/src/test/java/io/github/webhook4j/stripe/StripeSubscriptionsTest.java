package io.github.webhook4j.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.Request;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderClient;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StripeSubscriptionsTest {

    private static final String URL = "https://shop.example/webhooks/stripe";
    private static final String LIST_V1 = "GET /v1/webhook_endpoints?limit=100";
    private static final String LIST_V2 = "GET /v2/core/event_destinations?include[0]=webhook_endpoint.url&limit=100";
    private static final String THIN = "v2.core.account[requirements].updated";

    @RegisterExtension
    private final FakeStripe stripe = new FakeStripe();

    private final List<String> kept = new ArrayList<>();

    private Subscriptions subscriptions(SenderApi api, String... types) {
        return Subscriptions.builder(api, URI.create(URL))
                .types(Set.of(types))
                .secretSink((created, secret) -> kept.add(created.id() + " " + created.kind() + " " + secret))
                .build();
    }

    @Test
    void fromZeroAnEndpointIsCreatedAndAppliedTwiceNothingElse() {
        Subscriptions subscriptions = subscriptions(stripe.api(), "charge.failed", "invoice.paid");

        assertThat(subscriptions.plan())
                .hasToString("create " + URL + " [charge.failed, invoice.paid] {status=enabled}");
        assertThat(stripe.calls()).containsExactly(LIST_V2, LIST_V1);

        subscriptions.apply();
        assertThat(subscriptions.apply().isEmpty()).isTrue();
        assertThat(stripe.changes())
                .containsExactly(
                        "POST /v1/webhook_endpoints url=" + URL
                                + "&enabled_events[]=charge.failed&enabled_events[]=invoice.paid&metadata[managed_by]=webhook4j");
        assertThat(kept).containsExactly("we_1 snapshot " + FakeEndpoints.secretOf("we_1"));
    }

    @Test
    void thinTypesGoToADestinationOfTheirOwn() {
        Subscriptions subscriptions = subscriptions(stripe.api("description", "orders"), "invoice.paid", THIN);

        subscriptions.apply();

        assertThat(subscriptions.apply().isEmpty()).isTrue();
        assertThat(stripe.changes())
                .containsExactly(
                        "POST /v1/webhook_endpoints url=" + URL
                                + "&enabled_events[]=invoice.paid&description=orders&metadata[managed_by]=webhook4j",
                        "POST /v2/core/event_destinations {\"enabled_events\":[\"" + THIN
                                + "\"],\"description\":\"orders\",\"metadata\":{\"managed_by\":\"webhook4j\"},\"name\":\"orders\","
                                + "\"type\":\"webhook_endpoint\",\"event_payload\":\"thin\",\"events_from\":[\"@self\"],"
                                + "\"webhook_endpoint\":{\"url\":\"" + URL + "\"},"
                                + "\"include\":[\"webhook_endpoint.signing_secret\",\"webhook_endpoint.url\"]}");
        assertThat(kept)
                .containsExactly(
                        "we_1 snapshot " + FakeEndpoints.secretOf("we_1"),
                        "ed_1 thin " + FakeEndpoints.secretOf("ed_1"));
    }

    @Test
    void whatHasDriftedIsChangedInOneCallAndKeepsItsSecret() {
        stripe.endpoints.add(URL, "invoice.paid", "charge.failed").put("status", "disabled");
        stripe.endpoints.add("https://other.example/webhooks/stripe", "charge.failed");
        Subscriptions subscriptions =
                subscriptions(stripe.api("description", "orders"), "invoice.paid", "invoice.voided");

        assertThat(subscriptions.plan().steps().get(0).differences())
                .containsExactly(
                        "+invoice.voided", "-charge.failed", "description: -> orders", "status: disabled -> enabled");
        subscriptions.apply();

        assertThat(subscriptions.apply().isEmpty()).isTrue();
        assertThat(stripe.changes())
                .containsExactly(
                        "POST /v1/webhook_endpoints/we_1 enabled_events[]=invoice.paid"
                                + "&enabled_events[]=invoice.voided&description=orders&metadata[managed_by]=webhook4j&disabled=false");
        assertThat(kept).isEmpty();
    }

    @Test
    void aThinDestinationIsChangedAndEnabledAgain() {
        stripe.destinations.add(URL, "v1.charge.failed").put("status", "disabled");
        stripe.destinations.add("https://other.example/", "v1.charge.failed");

        subscriptions(stripe.api(), THIN).apply();

        assertThat(subscriptions(stripe.api(), THIN).apply().isEmpty()).isTrue();
        assertThat(stripe.changes())
                .containsExactly(
                        "POST /v2/core/event_destinations/ed_1 {\"enabled_events\":[\"" + THIN
                                + "\"],\"metadata\":{\"managed_by\":\"webhook4j\"}}",
                        "POST /v2/core/event_destinations/ed_1/enable {}");
    }

    @Test
    void oneThatIsOnlyDisabledIsOnlyEnabled() {
        stripe.destinations.add(URL, THIN).put("status", "disabled");

        subscriptions(stripe.api(), THIN).apply();

        assertThat(stripe.changes()).containsExactly("POST /v2/core/event_destinations/ed_1/enable {}");
    }

    @Test
    void ofTwoTheOneThatFitsStays() {
        stripe.endpoints.add(URL, "charge.failed");
        stripe.endpoints.add(URL, "invoice.paid");

        subscriptions(stripe.api(), "invoice.paid").apply();

        assertThat(stripe.changes()).containsExactly("DELETE /v1/webhook_endpoints/we_1");
    }

    @Test
    void ofTwoAlikeTheOlderStays() {
        stripe.endpoints.add(URL, "invoice.paid");
        stripe.endpoints.add(URL, "invoice.paid");
        stripe.destinations.add(URL, THIN);
        stripe.destinations.add(URL, THIN);

        subscriptions(stripe.api(), "invoice.paid", THIN).apply();

        assertThat(stripe.changes())
                .containsExactly("DELETE /v1/webhook_endpoints/we_2", "DELETE /v2/core/event_destinations/ed_2");
    }

    @Test
    void whereNoHandlerWantsThinEventsAnyMoreTheirDestinationGoes() {
        stripe.endpoints.add(URL, "invoice.paid");
        stripe.destinations.add(URL, THIN);

        subscriptions(stripe.api(), "invoice.paid").apply();

        assertThat(stripe.changes()).containsExactly("DELETE /v2/core/event_destinations/ed_1");
    }

    @Test
    void removeDeletesBothKindsAndNothingElse() {
        stripe.endpoints.add(URL, "invoice.paid");
        stripe.endpoints.add("https://other.example/", "invoice.paid");
        stripe.destinations.add(URL, THIN);

        subscriptions(stripe.api()).remove();

        assertThat(stripe.changes())
                .containsExactly("DELETE /v1/webhook_endpoints/we_1", "DELETE /v2/core/event_destinations/ed_1");
    }

    @Test
    void whatIsGoneAlreadyIsDeletedWithoutAnError() {
        SenderApi api = stripe.api();
        stripe.endpoints.add(URL, "invoice.paid");
        stripe.destinations.add(URL, THIN);
        List<Subscription> listed = api.list();
        listed.forEach(api::delete);

        listed.forEach(api::delete);

        assertThat(stripe.changes()).hasSize(4);
        assertThat(api.list()).isEmpty();
    }

    @Test
    void aPinnedVersionReplacesTheEndpointOnceItsSecretIsKept() {
        stripe.endpoints.add(URL, "invoice.paid").put("api_version", "2025-03-31.basil");
        Subscriptions subscriptions = subscriptions(stripe.api("api-version", "2026-09-30.endive"), "invoice.paid");

        subscriptions.apply();

        assertThat(subscriptions.apply().isEmpty()).isTrue();
        assertThat(stripe.changes())
                .containsExactly(
                        "POST /v1/webhook_endpoints url=" + URL
                                + "&enabled_events[]=invoice.paid&metadata[managed_by]=webhook4j&api_version=2026-09-30.endive",
                        "DELETE /v1/webhook_endpoints/we_1");
        assertThat(kept).containsExactly("we_2 snapshot " + FakeEndpoints.secretOf("we_2"));
    }

    @Test
    void withoutAPinnedVersionAnyIsLeftAsItIs() {
        stripe.endpoints.add(URL, "invoice.paid").put("api_version", "2025-03-31.basil");

        assertThat(subscriptions(stripe.api(), "invoice.paid").plan().isEmpty()).isTrue();
    }

    @Test
    void endpointsOfTheAccountAndOfConnectedAccountsShareAUrl() {
        Subscriptions own = subscriptions(stripe.api(), "invoice.paid", THIN);
        Subscriptions connected = subscriptions(stripe.api("connect", "true"), "invoice.paid", THIN);
        own.apply();
        connected.apply();

        assertThat(own.plan().isEmpty()).isTrue();
        assertThat(connected.plan().isEmpty()).isTrue();
        assertThat(stripe.changes())
                .hasSize(4)
                .contains(
                        "POST /v1/webhook_endpoints url=" + URL
                                + "&enabled_events[]=invoice.paid&metadata[managed_by]=webhook4j&metadata[connect]=true&connect=true");
        assertThat(stripe.destinations.all().get(1).path("events_from")).hasToString("[\"@accounts\"]");
        connected.remove();
        assertThat(own.list()).extracting(Subscription::id).containsExactly("we_1", "ed_1");
    }

    @Test
    void anEndpointOfConnectedAccountsThatWasMadeByHandIsNotTakenForOne() {
        stripe.endpoints.add(URL, "charge.failed").put("application", "ca_1");
        stripe.endpoints.add(URL, "charge.failed").put("made_for_connect", true);
        stripe.endpoints.add(URL, "invoice.paid");

        assertThat(subscriptions(stripe.api(), "invoice.paid").plan().isEmpty()).isTrue();
        assertThat(subscriptions(stripe.api("connect", "true"), "invoice.paid").list())
                .extracting(Subscription::id)
                .containsExactly("we_1", "we_2");
    }

    @Test
    void destinationsOfOtherFormsAreLeftAlone() {
        stripe.destinations.add(URL, THIN).put("type", "amazon_eventbridge").remove("webhook_endpoint");
        stripe.destinations.add(URL, THIN).set("events_from", FakeStripe.texts(List.of("@organization_members")));
        stripe.destinations.add("https://shop.example/{odd}", THIN);

        subscriptions(stripe.api()).remove();

        assertThat(stripe.changes()).isEmpty();
        assertThat(stripe.api().list()).isEmpty();
    }

    @Test
    void listsAreReadToTheirEndTheOldestFirst() {
        stripe.endpoints.perPage = 2;
        stripe.destinations.perPage = 3;
        for (int i = 0; i < 5; i++) {
            stripe.endpoints.add(URL, "invoice.paid");
            stripe.destinations.add(URL, THIN);
        }

        assertThat(stripe.api().list())
                .extracting(Subscription::id)
                .containsExactly("we_1", "we_2", "we_3", "we_4", "we_5", "ed_1", "ed_2", "ed_3", "ed_4", "ed_5");
        assertThat(stripe.calls())
                .containsExactly(
                        LIST_V2,
                        "GET /v2/core/event_destinations?include[0]=webhook_endpoint.url&page=3",
                        "GET /v2/core/event_destinations?include[0]=webhook_endpoint.url&page=6",
                        "GET /v2/core/event_destinations?include[0]=webhook_endpoint.url&page=9",
                        LIST_V1,
                        LIST_V1 + "&starting_after=we_4",
                        LIST_V1 + "&starting_after=we_2");
    }

    @Test
    void eachCallCarriesWhatItsVersionOfTheApiWants() {
        subscriptions(stripe.api("account", "acct_1"), "invoice.paid", THIN).apply();

        assertThat(stripe.requests()).hasSize(4).allSatisfy(request -> {
            boolean v2 = request.getUrl().startsWith("/v2");
            assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + FakeStripe.TOKEN);
            assertThat(request.getHeader("Stripe-Version")).isEqualTo(v2 ? "2026-09-30.endive" : null);
            assertThat(request.getHeader(v2 ? "Stripe-Context" : "Stripe-Account"))
                    .isEqualTo("acct_1");
            assertThat(request.containsHeader("Idempotency-Key"))
                    .isEqualTo(request.getMethod().value().equals("POST"));
        });
        assertThat(stripe.requests().stream().map(StripeSubscriptionsTest::key).filter(key -> key != null))
                .doesNotHaveDuplicates();
    }

    private static String key(Request request) {
        return request.getHeader("Idempotency-Key");
    }

    @Test
    void anEndpointWithoutASecretIsDeletedAgain() {
        stripe.endpoints.tellsSecrets = false;

        assertThatThrownBy(() -> subscriptions(stripe.api(), "invoice.paid").apply())
                .hasMessageContaining("has no secret");
        assertThat(stripe.endpoints.all()).isEmpty();
    }

    @Test
    void nothingThatIsPrintedShowsTheTokenOrASecret() {
        SenderApi api = stripe.api();
        Subscriptions subscriptions = subscriptions(api, "invoice.paid");

        assertThat(api + " " + subscriptions.apply() + " " + api.list() + " " + api.missed(URI.create(URL)))
                .contains("we_1", "StripeApi[", "StripeMissed[")
                .doesNotContain(FakeStripe.TOKEN)
                .doesNotContain("whsec_");
    }

    @Test
    void whatHasBeenAnsweredIsNotShownByTheObjectsInBetween() {
        JsonNode secret = FakeStripe.JSON.createObjectNode().put("secret", "whsec_in_between");
        assertThat(new StripeSubscriptions.Created(new StripeObject(answer(), secret), "whsec_in_between").toString())
                .doesNotContain("whsec_");
    }

    private SenderAnswer answer() {
        return SenderClient.builder(URI.create(stripe.http.baseUrl()))
                .header("Authorization", () -> "Bearer " + FakeStripe.TOKEN)
                .build()
                .send(SenderCall.of("GET", FakeEndpoints.PATH));
    }
}
