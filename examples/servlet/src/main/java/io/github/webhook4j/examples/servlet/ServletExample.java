package io.github.webhook4j.examples.servlet;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.Guard;
import io.github.webhook4j.Rate;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.RetrySchedule;
import io.github.webhook4j.servlet.WebhookServlet;
import io.github.webhook4j.shopify.Shopify;
import io.github.webhook4j.slack.Slack;
import io.github.webhook4j.standard.StandardWebhooks;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.zoom.Zoom;
import java.time.Duration;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives webhooks of six senders on {@code PORT}, with the secrets of the environment. With {@code WEBHOOK_INBOX=jdbc} they are
 * acknowledged when they are in a database, and handled afterwards.
 */
public final class ServletExample {

    private static final Logger LOG = LoggerFactory.getLogger(ServletExample.class);
    private static final Object[] HANDLERS = {
        new Billing(),
        new Reviews(),
        new Commands(),
        new Shop(),
        new Meetings(),
        new Accounts(),
        new Audit(new Failures(Integer.parseInt(variable("HANDLER_FAILS_FIRST", "0"))))
    };
    /** Who forges more often waits, and is not even read. */
    private static final Guard GUARD =
            Guard.builder().failuresPerAddress(Rate.parse("60/m")).build();

    private static final long SHUTDOWN_MILLIS = 10_000;

    private final ServletContextHandler context = new ServletContextHandler();
    private final @Nullable JdbcInbox inbox = variable("WEBHOOK_INBOX", "").equals("jdbc") ? durableInbox() : null;

    private ServletExample() {}

    /**
     * Runs until it is asked to end.
     *
     * @param args none
     * @throws Exception if the server does not start
     */
    public static void main(String[] args) throws Exception {
        new ServletExample().run();
    }

    private void run() throws Exception {
        mount(Stripe.provider(secrets("STRIPE_WEBHOOK_SECRET", "whsec_development_only")));
        mount(GitHub.provider(secrets("GITHUB_WEBHOOK_SECRET", "development-only")));
        mount(Slack.provider(secrets("SLACK_SIGNING_SECRET", "development-only")));
        mount(Shopify.provider(secrets("SHOPIFY_CLIENT_SECRET", "development-only")));
        mount(Zoom.provider(secrets("ZOOM_SECRET_TOKEN", "development-only")));
        mount(StandardWebhooks.provider(
                secrets("STANDARD_WEBHOOKS_SECRET", "whsec_d2ViaG9vazRqIGRldmVsb3BtZW50IG9ubHk=")));
        Server server = new Server(Integer.parseInt(variable("PORT", "8080")));
        server.setHandler(new GracefulHandler(context));
        server.setStopTimeout(SHUTDOWN_MILLIS);
        server.setStopAtShutdown(true);
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopped(LifeCycle stopped) {
                if (inbox != null) {
                    inbox.close();
                }
            }
        });
        server.start();
        LOG.info("listening on http://localhost:{}", server.getURI().getPort());
        server.join();
    }

    private void mount(WebhookProvider provider) {
        WebhookEndpoint.Builder builder =
                WebhookEndpoint.builder(provider).handlers(HANDLERS).guard(GUARD);
        if (inbox != null) {
            builder.inbox(inbox);
        }
        WebhookEndpoint endpoint = builder.build();
        context.addServlet(new ServletHolder(new WebhookServlet(endpoint)), "/webhooks/" + endpoint.name());
    }

    private static JdbcInbox durableInbox() {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(variable(
                "JDBC_URL",
                "jdbc:h2:file:" + variable("WEBHOOK_INBOX_FILE", "./webhooks")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"));
        database.setUsername(System.getenv("JDBC_USER"));
        database.setPassword(System.getenv("JDBC_PASSWORD"));
        // sooner than the senders give up, so that they see the 503
        database.setConnectionTimeout(2_000);
        // H2 that is killed is whole only if one connection at a time was in it; say more with another database
        database.setMaximumPoolSize(Integer.parseInt(variable("JDBC_CONNECTIONS", "1")));
        // sooner than usual, so that one can watch: retries, and what a killed process leaves to the next
        return JdbcInbox.builder(database)
                .retries(RetrySchedule.exponential(Duration.ofSeconds(1), Duration.ofHours(1), 20))
                .lease(Duration.ofSeconds(10))
                .build();
    }

    private static String variable(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
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
