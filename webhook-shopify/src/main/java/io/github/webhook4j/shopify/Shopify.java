package io.github.webhook4j.shopify;

import io.github.webhook4j.Encoding;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Hint;
import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Shopify: webhooks, and the newer Events, at one endpoint.
 *
 * <p>The type of a webhook is its topic, such as {@code orders/create}; the type of an Event is topic and action, such as {@code
 * Product/create}. The id is {@code X-Shopify-Webhook-Id}, or {@code shopify-webhook-id}. Where headers of both kinds are there, it is a
 * webhook.
 *
 * <p>Shopify signs the body alone. Topic, shop, ids and times come in headers, and are as trustworthy as the connection: who
 * has seen one delivery can send its body again under another topic, for another shop, with a new id, whenever he likes.
 * Handlers that delete or pay look at what the body says, or ask Shopify.
 *
 * <p>Shopify waits 5 seconds, tries 8 times more within 4 hours, and after 8 failures in a row removes the subscription. While a
 * client secret is rotated it signs with the oldest: configure both. A webhook that was made by hand in a shop's admin is
 * signed with that shop's own secret.
 *
 * @see <a href="https://shopify.dev/docs/apps/build/webhooks">Shopify's documentation</a>
 */
public final class Shopify {

    static final String NAME = "shopify";

    private static final SignatureScheme EVENTS = SignatureScheme.hmacSha256()
            .signature(Field.header("shopify-hmac-sha256"), Encoding.BASE64)
            .build();
    private static final SignatureScheme WEBHOOKS = SignatureScheme.hmacSha256()
            .signature(Field.header("X-Shopify-Hmac-Sha256"), Encoding.BASE64)
            .build();

    private static final Hint[] HINTS = {
        Hint.secret(
                "shp(at|ca|pa|ua)_.+",
                "it is an access token. The secret is the app's client secret; that of webhooks made by hand is in the shop's "
                        + "Settings > Notifications > Webhooks."),
        Hint.header(
                "X-Shopify-Topic",
                "The request has Shopify's headers but no signature: a proxy drops X-Shopify-Hmac-Sha256, or it is not from Shopify.")
    };

    private Shopify() {}

    /**
     * Shopify.
     *
     * @param secrets the app's client secrets, the oldest that is not revoked included
     * @return the provider
     */
    public static WebhookProvider provider(Secrets secrets) {
        Field webhookId = Field.header("X-Shopify-Webhook-Id");
        return WebhookProvider.builder(NAME, WEBHOOKS.orElse(EVENTS), secrets)
                .id(Field.firstOf(webhookId, Field.header("shopify-webhook-id")))
                // several subscriptions of an app get the same Event, told apart by their handle
                .key(Field.firstOf(
                        webhookId, Field.joined(":", Field.header("shopify-event-id"), Field.header("shopify-handle"))))
                .type(Field.firstOf(
                        Field.header("X-Shopify-Topic"),
                        Field.all("/", Field.header("shopify-topic"), Field.header("shopify-action"))))
                .occurredAt(Field.firstOf(Field.header("X-Shopify-Triggered-At"), Field.header("shopify-triggered-at")))
                .types(ShopifyEvents.all())
                .deadline(Duration.ofSeconds(5))
                .build()
                .hints(HINTS)
                .orderedBy(
                        Field.firstOf(Field.json("/order_id"), Field.json("/id"), Field.json("/admin_graphql_api_id")));
    }

    /**
     * Makes the provider, which has no options, and the API, from configuration.
     *
     * <p>The API is Shopify's GraphQL Admin API, for one shop. Options:
     *
     * <ul>
     *   <li>{@code token}: the app's access token for the shop
     *   <li>{@code target}: the shop's domain, such as {@code example.myshopify.com}
     *   <li>{@code api-version}: {@code 2026-07} unless given
     *   <li>{@code url}: what is called instead of {@code https://} and the target; {@code /admin/api/<version>/graphql.json} is
     *       added to it
     * </ul>
     *
     * <p>A subscription is of one topic, so a plan has a step for each. {@code *} is every topic, over 200, and
     * a topic whose access scope the app lacks is refused: {@code NOT_ALLOWED}, where applying stops. Where Shopify wants to be
     * called less, a call waits. Of a subscription that is there only {@code format} is changed; a {@code filter} or {@code
     * includeFields} that it has stays. Shopify lists what this app has subscribed to by API, not what is in {@code
     * shopify.app.toml} or was made by hand in the shop's admin. Compliance topics and Events are subscribed to in {@code
     * shopify.app.toml} only. Shopify signs with the app's client secret, so that no secret is handed over.
     *
     * <p>There is nothing to ask for events that have not arrived. After 8 failures in a row Shopify deletes the subscription:
     * apply again, then fetch what has changed since by {@code updated_at}, such as {@code orders(sortKey: UPDATED_AT, query:
     * "updated_at:>='2026-01-01T00:00:00Z'")}.
     *
     * <p>What a missing scope, a missing approval for protected data, and too many calls look like is as users have reported it;
     * it was not tried against a shop.
     */
    public static final class Factory implements ProviderFactory {

        /** For {@link java.util.ServiceLoader}. */
        public Factory() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Collection<? extends EventType<?>> types() {
            return ShopifyEvents.all();
        }

        @Override
        public WebhookProvider create(Secrets secrets, Map<String, String> options) {
            return provider(secrets);
        }

        @Override
        public Set<String> apiOptions() {
            return ShopifyApi.OPTIONS;
        }

        @Override
        public SenderApi api(SenderOptions options) {
            return new ShopifyApi(options);
        }
    }
}
