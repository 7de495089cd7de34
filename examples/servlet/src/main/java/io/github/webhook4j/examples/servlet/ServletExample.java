package io.github.webhook4j.examples.servlet;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.servlet.WebhookServlet;
import io.github.webhook4j.stripe.Stripe;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives Stripe's and GitHub's webhooks on {@code PORT}, with the secrets of the environment. */
public final class ServletExample {

    private static final Logger LOG = LoggerFactory.getLogger(ServletExample.class);
    private static final long SHUTDOWN_MILLIS = 10_000;

    private ServletExample() {}

    /**
     * Runs until it is asked to end.
     *
     * @param args none
     * @throws Exception if the server does not start
     */
    public static void main(String[] args) throws Exception {
        Audit audit = new Audit();
        WebhookEndpoint stripe = WebhookEndpoint.builder(
                        Stripe.provider(secrets("STRIPE_WEBHOOK_SECRET", "whsec_development_only")))
                .handlers(new Billing(), audit)
                .build();
        WebhookEndpoint github = WebhookEndpoint.builder(
                        GitHub.provider(secrets("GITHUB_WEBHOOK_SECRET", "development-only")))
                .handlers(new Reviews(), audit)
                .build();

        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new WebhookServlet(stripe)), "/webhooks/stripe");
        context.addServlet(new ServletHolder(new WebhookServlet(github)), "/webhooks/github");
        Server server = new Server(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
        server.setHandler(new GracefulHandler(context));
        server.setStopTimeout(SHUTDOWN_MILLIS);
        server.setStopAtShutdown(true);
        server.start();
        LOG.info("listening on http://localhost:{}", server.getURI().getPort());
        server.join();
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
