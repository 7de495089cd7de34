package io.github.webhook4j.examples.servlet;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.servlet.WebhookServlet;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.StripeEvents;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** The whole of a program that receives webhooks. */
public class Quickstart {

    public static void main(String[] args) throws Exception {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(
                        Stripe.provider(Secrets.of(System.getenv("STRIPE_WEBHOOK_SECRET"))))
                .on(StripeEvents.INVOICE_PAID, (invoice, event) -> System.out.println(invoice.amountPaid()))
                .build();
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new WebhookServlet(endpoint), "/webhooks/stripe");
        Server server = new Server(8080);
        server.setHandler(context);
        server.start();
    }
}
