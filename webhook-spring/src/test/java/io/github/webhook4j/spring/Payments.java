package io.github.webhook4j.spring;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.jdbc.EventState;
import io.github.webhook4j.jdbc.InboxEntry;
import io.github.webhook4j.jdbc.InboxFilter;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.RetrySchedule;
import io.github.webhook4j.stripe.OnStripe;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.model.Invoice;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application that writes down what was paid, in the database that its inbox is in. */
@Configuration(proxyBeanMethods = false)
class Payments {

    /** Runs within the handler, after it has written. */
    @FunctionalInterface
    interface Then {
        void run(int attempt) throws Exception;
    }

    private final JdbcTemplate jdbc;
    private final Then then;
    private final AtomicInteger attempts = new AtomicInteger();

    Payments(JdbcTemplate jdbc, Then then) {
        this.jdbc = jdbc;
        this.then = then;
        jdbc.execute("CREATE TABLE IF NOT EXISTS payment (event VARCHAR(100))");
    }

    @Bean
    static RetrySchedule retries() {
        return RetrySchedule.exponential(Duration.ofMillis(20), Duration.ofMillis(20), 100);
    }

    @OnStripe("invoice.paid")
    void paid(Invoice invoice, WebhookEvent event) throws Exception {
        jdbc.update("INSERT INTO payment (event) VALUES (?)", event.id());
        then.run(attempts.incrementAndGet());
    }

    int attempts() {
        return attempts.get();
    }

    List<String> payments() {
        return jdbc.queryForList("SELECT event FROM payment ORDER BY event", String.class);
    }

    /** An application with its database in a folder. */
    static Application start(Path folder, Then then, String... properties) {
        return Application.start(
                context -> {
                    context.registerBean(Payments.class);
                    context.registerBean(Then.class, () -> then);
                },
                with(
                        properties,
                        "webhook4j.endpoints.stripe.secrets=" + Application.SECRET,
                        "webhook4j.inbox.jdbc.enabled=true",
                        "webhook4j.inbox.jdbc.poll=20ms",
                        "spring.datasource.url=jdbc:h2:file:" + folder.resolve("shop") + ";WRITE_DELAY=0"));
    }

    static String[] with(String[] some, String... more) {
        return java.util.stream.Stream.of(more, some)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new);
    }

    static HttpResponse<String> deliver(Application application, String id) throws IOException, InterruptedException {
        return application.post(
                "/webhooks/stripe",
                SignedRequest.of(Stripe.provider(Secrets.of(Application.SECRET)))
                        .event("invoice.paid")
                        .id(id));
    }

    static InboxEntry entry(Application application, String id) {
        return application
                .bean(JdbcInbox.class)
                .admin()
                .list(InboxFilter.all().with(id), 1)
                .get(0);
    }

    static void await(Application application, String id, EventState state) {
        await(() -> entry(application, id).state() == state);
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 seconds");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
