package io.github.webhook4j.acceptance;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.shopify.Shopify;
import io.github.webhook4j.slack.Slack;
import io.github.webhook4j.standard.StandardWebhooks;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.zoom.Zoom;
import java.util.Objects;

/** The senders that the examples receive, with the secrets that the examples are started with. */
final class Senders {

    static final WebhookProvider STRIPE = Stripe.provider(secrets("STRIPE_WEBHOOK_SECRET"));
    static final WebhookProvider GITHUB = GitHub.provider(secrets("GITHUB_WEBHOOK_SECRET"));
    static final WebhookProvider SLACK = Slack.provider(secrets("SLACK_SIGNING_SECRET"));
    static final WebhookProvider SHOPIFY = Shopify.provider(secrets("SHOPIFY_CLIENT_SECRET"));
    static final WebhookProvider ZOOM = Zoom.provider(secrets("ZOOM_SECRET_TOKEN"));
    static final WebhookProvider STANDARD = StandardWebhooks.provider(secrets("STANDARD_WEBHOOKS_SECRET"));

    private Senders() {}

    private static Secrets secrets(String variable) {
        return Secrets.of(Objects.requireNonNull(ExampleApp.SECRETS.get(variable)));
    }
}
