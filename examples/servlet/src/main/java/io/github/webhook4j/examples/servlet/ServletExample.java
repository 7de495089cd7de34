package io.github.webhook4j.examples.servlet;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.servlet.WebhookServlet;
import io.github.webhook4j.shopify.Shopify;
import io.github.webhook4j.slack.Slack;
import io.github.webhook4j.standard.StandardWebhooks;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.zoom.Zoom;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives webhooks of six senders on {@code PORT}, with the secrets of the environment. */
public final class ServletExample {

    private static final Logger LOG = LoggerFactory.getLogger(ServletExample.class);
    private static final Object[] HANDLERS = {
        new Billing(), new Reviews(), new Commands(), new Shop(), new Meetings(), new Accounts(), new Audit()
    };
    private static final long SHUTDOWN_MILLIS = 10_000;

    private ServletExample() {}

    /**
     * Runs until it is asked to end.
     *
     * @param args none
     * @throws Exception if the server does not start
     */
    public static void main(String[] args) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        mount(Stripe.provider(secrets("STRIPE_WEBHOOK_SECRET", "whsec_development_only")), context);
        mount(GitHub.provider(secrets("GITHUB_WEBHOOK_SECRET", "development-only")), context);
        mount(Slack.provider(secrets("SLACK_SIGNING_SECRET", "development-only")), context);
        mount(Shopify.provider(secrets("SHOPIFY_CLIENT_SECRET", "development-only")), context);
        mount(Zoom.provider(secrets("ZOOM_SECRET_TOKEN", "development-only")), context);
        mount(
                StandardWebhooks.provider(
                        secrets("STANDARD_WEBHOOKS_SECRET", "whsec_d2ViaG9vazRqIGRldmVsb3BtZW50IG9ubHk=")),
                context);
        Server server = new Server(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
        server.setHandler(new GracefulHandler(context));
        server.setStopTimeout(SHUTDOWN_MILLIS);
        server.setStopAtShutdown(true);
        server.start();
        LOG.info("listening on http://localhost:{}", server.getURI().getPort());
        server.join();
    }

    private static void mount(WebhookProvider provider, ServletContextHandler context) {
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(provider).handlers(HANDLERS).build();
        context.addServlet(new ServletHolder(new WebhookServlet(endpoint)), "/webhooks/" + endpoint.name());
    }

    private static Secrets secrets(String variable, String development) {
        String secret = System.getenv(variable);
        if (secret == null) {
            LOG.warn("{} is not set: using a secret for development, which everybody knows", variable);
            return Secrets.of(development);
        }
        return Secrets.of(secret);
    }
}
