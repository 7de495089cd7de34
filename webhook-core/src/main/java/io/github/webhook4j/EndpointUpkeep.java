package io.github.webhook4j;

import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.SenderSettings.RecoveryPlan;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for one endpoint at its sender. */
final class EndpointUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private static final int MOST_DOUBLINGS = 5;

    /** What may be over by itself: a URL is not accepted, too, while a load balancer does not know of the application yet. */
    private static final Set<Reason> PASSING = Set.of(Reason.UNAVAILABLE, Reason.RATE_LIMITED, Reason.URL_NOT_ACCEPTED);

    private final WebhookEndpoint endpoint;
    private final String path;
    private final SenderSettings settings;
    private final SenderApi api;
    private final @Nullable SecretSink sink;
    private final @Nullable RecoveryPlan plan;
    private final RecoveryLog log;
    private final Duration firstPause;
    private @Nullable Tunnel tunnel;
    private @Nullable TemporarySubscription temporary;
    private @Nullable Recovery recovery;

    /** What else there is for an endpoint. */
    private record Means(SenderApi api, @Nullable SecretSink sink, RecoveryLog log, Duration firstPause) {}

    private EndpointUpkeep(WebhookEndpoints.Configured configured, Means means) {
        this.endpoint = configured.endpoint();
        this.path = configured.path();
        this.settings = configured.settings().sender();
        this.api = means.api();
        this.sink = means.sink();
        this.plan = settings.recovery();
        this.log = means.log();
        this.firstPause = means.firstPause();
    }

    static EndpointUpkeep of(
            WebhookEndpoints.Configured configured,
            @Nullable SecretSink sink,
            @Nullable RecoveryLog log,
            Duration firstPause) {
        String name = EndpointSettings.PREFIX + "." + configured.endpoint().name();
        try {
            SenderSettings settings = configured.settings().sender();
            settings.onlyPlans();
            SenderApi api = SenderApi.named(configured.endpoint().provider().name(), settings.api());
            SecretSink kept = sink == null ? settings.secretFile() : sink;
            Means means = new Means(api, kept, logFor(settings.recovery(), log), firstPause);
            EndpointUpkeep upkeep = new EndpointUpkeep(configured, means);
            upkeep.require();
            return upkeep;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static RecoveryLog logFor(@Nullable RecoveryPlan plan, @Nullable RecoveryLog given) {
        if (given != null) {
            return given;
        }
        return plan == null || plan.logFile() == null ? RecoveryLog.inMemory() : RecoveryLog.file(plan.logFile());
    }

    private void require() {
        if (settings.url() != null && settings.tunnel() != null) {
            throw new IllegalArgumentException("subscribe.url and subscribe.tunnel are both set: write one of them");
        }
        if (!settings.subscribes() && !settings.subscribe().isEmpty()) {
            throw new IllegalArgumentException("subscribe.url is missing");
        }
        if (plan == null) {
            return;
        }
        URI url = plan.url();
        if (url == null && settings.tunnel() == null) {
            throw new IllegalArgumentException("recover.url is missing: where should the events have come to?");
        }
        if (url != null && api.missed(url) == null) {
            throw new IllegalArgumentException("the sender cannot be asked for what has not arrived: remove recover");
        }
        if (plan.logFile() == null && !(endpoint.inbox() instanceof DurableInbox)) {
            LOG.warn(
                    "Endpoint {} recovers events, but remembers them in memory only: after a restart they are handled again. Set"
                            + " recover.log-file, or keep events in a database",
                    endpoint.name());
        }
    }

    void start(ScheduledExecutorService threads, int port) {
        threads.execute(() -> begin(threads, port));
    }

    private void begin(ScheduledExecutorService threads, int port) {
        try {
            URI url = url(port);
            if (settings.subscribes()) {
                subscribe(threads, url, 0);
            }
            // also where it is not subscribed: it may have been before
            recoverFrom(threads, url);
        } catch (RuntimeException e) {
            LOG.error("Endpoint {} has no tunnel", endpoint.name(), e);
        }
    }

    private void subscribe(ScheduledExecutorService threads, URI url, int attempt) {
        try {
            subscribe(url);
        } catch (SenderException e) {
            if (!threads.isShutdown()) {
                again(threads, url, attempt, e);
            }
        } catch (RuntimeException e) {
            LOG.error("Endpoint {} is not subscribed", endpoint.name(), e);
        }
    }

    private void again(ScheduledExecutorService threads, URI url, int attempt, SenderException failure) {
        if (!PASSING.contains(failure.reason())) {
            LOG.error("Endpoint {} is not subscribed: {}", endpoint.name(), failure.getMessage());
            return;
        }
        Duration pause = firstPause.multipliedBy(1L << Math.min(attempt, MOST_DOUBLINGS));
        Duration demanded = failure.retryAfter();
        Duration wait = demanded == null || demanded.compareTo(pause) < 0 ? pause : demanded;
        LOG.warn(
                "Endpoint {} is not subscribed; it is tried again in {}: {}",
                endpoint.name(),
                wait,
                failure.getMessage());
        later(threads, () -> subscribe(threads, url, attempt + 1), wait);
    }

    private URI url(int port) {
        String text = settings.tunnel();
        if (text == null) {
            URI url = settings.url();
            return url == null && plan != null && plan.url() != null ? plan.url() : Objects.requireNonNull(url);
        }
        if (tunnel == null) {
            Tunnel opened = Tunnel.of(text, port);
            opened.open(endpoint::handle);
            tunnel = opened;
        }
        return tunnel.url(path);
    }

    private void subscribe(URI url) {
        Subscriptions.Builder builder = Subscriptions.builder(api, url);
        if (settings.types().isEmpty()) {
            builder.handledBy(endpoint);
        } else {
            builder.types(settings.types())
                    .secrets(endpoint.provider().signing().secrets());
        }
        if (sink != null) {
            builder.secretSink(sink);
        }
        Subscriptions subscriptions = builder.build();
        if (settings.onlyPlans()) {
            LOG.info("Endpoint {}, if it were subscribed: {}", endpoint.name(), subscriptions.plan());
            return;
        }
        LOG.info("Endpoint {} is subscribed: {}", endpoint.name(), applied(subscriptions));
    }

    private SubscriptionPlan applied(Subscriptions subscriptions) {
        if (tunnel == null) {
            return subscriptions.apply();
        }
        if (temporary == null) {
            temporary = subscriptions.temporary();
        }
        return temporary.open();
    }

    private void recoverFrom(ScheduledExecutorService threads, URI url) {
        RecoveryPlan wanted = plan;
        if (wanted == null) {
            return;
        }
        MissedEvents missed = api.missed(wanted.url() == null ? url : wanted.url());
        if (missed == null) {
            return;
        }
        Recovery.Builder builder = Recovery.builder(endpoint, missed).log(log);
        if (wanted.within() != null) {
            builder.within(wanted.within());
        }
        recovery = builder.build();
        if (wanted.onStart()) {
            recover(threads);
        } else if (wanted.every() != null) {
            later(threads, () -> recover(threads), wanted.every());
        }
    }

    /** And again after a while: as often as is configured, or, where it failed and only the start is, when it may work. */
    private void recover(ScheduledExecutorService threads) {
        Duration next = plan == null ? null : plan.every();
        try {
            Objects.requireNonNull(recovery).run();
        } catch (SenderException e) {
            if (threads.isShutdown()) {
                return;
            }
            LOG.warn("Endpoint {} has not recovered all that it missed: {}", endpoint.name(), e.getMessage());
            Duration demanded = e.retryAfter();
            if (PASSING.contains(e.reason())) {
                next = next == null ? firstPause.multipliedBy(1L << MOST_DOUBLINGS) : next;
                next = demanded != null && demanded.compareTo(next) > 0 ? demanded : next;
            }
        } catch (RuntimeException e) {
            LOG.error("Endpoint {} has not recovered what it missed", endpoint.name(), e);
        }
        if (next != null) {
            later(threads, () -> recover(threads), next);
        }
    }

    private static void later(ScheduledExecutorService threads, Runnable task, Duration pause) {
        try {
            ScheduledFuture<?> unused = threads.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The application ends", e);
        }
    }

    /** Takes back what was subscribed for a tunnel, which leads nowhere from now on. */
    void end() {
        Tunnel open = tunnel;
        if (open == null) {
            return;
        }
        try {
            if (temporary != null) {
                temporary.close();
            }
        } catch (RuntimeException e) {
            LOG.warn("Endpoint {} stays subscribed to its tunnel: {}", endpoint.name(), e.getMessage());
        }
        open.close();
    }

    @Override
    public String toString() {
        return "EndpointUpkeep[" + endpoint.name() + "]";
    }
}
