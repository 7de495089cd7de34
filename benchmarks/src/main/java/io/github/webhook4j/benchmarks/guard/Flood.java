package io.github.webhook4j.benchmarks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Guard;
import io.github.webhook4j.Rate;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.servlet.WebhookServlet;
import io.github.webhook4j.stripe.Stripe;
import java.net.InetAddress;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The sender delivers over HTTP, 200 events of 10 KB a second, while somebody at another address sends forged ones as fast as 1,000 a
 * second, and then as fast as it can; with a guard and without. Everything shares one process.
 */
public final class Flood {

    private static final byte[] SENDER = {127, 0, 0, 1};
    private static final byte[] FORGER = {127, 0, 0, 2};
    private static final WebhookProvider PROVIDER = Stripe.provider(Secrets.of("whsec_of_the_sender"));
    private static final WebhookProvider FORGED = Stripe.provider(Secrets.of("whsec_of_a_forger"));
    private static final int GENUINE_PER_SECOND = 200;
    private static final int FORGED_PER_SECOND = 1000;
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final double seconds;

    private Flood(double seconds) {
        this.seconds = seconds;
    }

    /**
     * Runs.
     *
     * @param arguments the seconds of each line; 15 by default
     * @throws Exception if a delivery breaks
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println(run(arguments.length == 0 ? 15 : Double.parseDouble(arguments[0])));
    }

    static String run(double seconds) throws Exception {
        Guard none = Guard.builder().build();
        Guard guard = Guard.builder().failuresPerAddress(Rate.parse("20/m")).build();
        Flood flood = new Flood(seconds);
        flood.line("warm-up", none, FORGED_PER_SECOND);
        return """
                | | sent a second | handled a second | median ms | 99 % ms | forged a second | of them read and checked |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                """
                + flood.line("no flood", none, 0)
                + flood.line("1,000 forged a second, no guard", none, FORGED_PER_SECOND)
                + flood.line("1,000 forged a second, guarded", guard, FORGED_PER_SECOND)
                + flood.line("as many forged as go, no guard", none, UNLIMITED)
                + flood.line("as many forged as go, guarded", guard, UNLIMITED);
    }

    private String line(String what, Guard guard, int forgedPerSecond) throws Exception {
        AtomicLong handled = new AtomicLong();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(PROVIDER)
                .guard(guard)
                .on(EventType.of("*", JsonNode.class), (json, event) -> handled.incrementAndGet())
                .build();
        Server server = started(endpoint);
        try {
            int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            try (Stream genuine = new Stream(InetAddress.getByAddress(SENDER), port, PROVIDER, GENUINE_PER_SECOND);
                    Stream forged = new Stream(InetAddress.getByAddress(FORGER), port, FORGED, forgedPerSecond)) {
                Thread.sleep((long) (seconds * 1000));
                genuine.stop();
                forged.stop();
                return String.format(
                        Locale.ROOT,
                        "| %s | %,.0f | %,.0f | %.1f | %.1f | %,.0f | %,.0f |%n",
                        what,
                        genuine.answers() / seconds,
                        handled.get() / seconds,
                        genuine.millis(50),
                        genuine.millis(99),
                        forged.answers() / seconds,
                        forged.answersOf(401) / seconds);
            }
        } finally {
            server.stop();
        }
    }

    private static Server started(WebhookEndpoint endpoint) throws Exception {
        Server server = new Server(0);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new WebhookServlet(endpoint)), "/webhooks");
        server.setHandler(context);
        server.start();
        return server;
    }
}
