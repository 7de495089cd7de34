package io.github.webhook4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an application does with its senders by itself, as {@link SenderSettings} say: it subscribes its endpoints when it has started,
 * recovers what has not arrived, and, while developing, keeps a tunnel open. For adapters. None of it stops the application: what fails is
 * logged, and tried again where that may help. Thread-safe.
 */
public final class Upkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_THREADS = 4;
    private static final int PATIENCE_SECONDS = 10;

    private final @Nullable SecretSink sink;
    private final @Nullable RecoveryLog log;
    private final Duration firstPause;
    private final List<EndpointUpkeep> endpoints = new ArrayList<>();
    private @Nullable ScheduledExecutorService threads;

    /**
     * The upkeep of an application that has no endpoints yet.
     *
     * @param sink keeps the secrets that senders make up; {@code null} for those in the settings' {@code secret-file}
     * @param log remembers how far recovery has come; {@code null} for the settings' {@code log-file}, or memory
     */
    public Upkeep(@Nullable SecretSink sink, @Nullable RecoveryLog log) {
        this(sink, log, FIRST_PAUSE);
    }

    Upkeep(@Nullable SecretSink sink, @Nullable RecoveryLog log, Duration firstPause) {
        this.sink = sink;
        this.log = log;
        this.firstPause = firstPause;
    }

    /**
     * Tells which endpoints there are.
     *
     * @param all the endpoints
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public synchronized void mounted(WebhookEndpoints all) {
        for (WebhookEndpoints.Configured configured : all.configured()) {
            SenderSettings settings = configured.settings().sender();
            if (!settings.isEmpty()) {
                endpoints.add(EndpointUpkeep.of(configured, sink, log, firstPause));
            }
        }
    }

    /**
     * Begins, in threads of its own, when the application answers requests: senders look at a URL before they accept it. Without
     * endpoints that want anything, nothing begins.
     *
     * @param port the port that the application listens on, for tunnels that lead to it
     */
    public synchronized void start(int port) {
        if (endpoints.isEmpty() || threads != null) {
            return;
        }
        ScheduledExecutorService started =
                Executors.newScheduledThreadPool(Math.min(MOST_THREADS, endpoints.size()), task -> {
                    Thread thread = new Thread(task, "webhook4j-upkeep");
                    thread.setDaemon(true);
                    return thread;
                });
        threads = started;
        endpoints.forEach(endpoint -> endpoint.start(started, port));
    }

    /** Ends: waits some seconds for a call that is under way, and takes back what was subscribed for a tunnel. */
    @Override
    public synchronized void close() {
        if (threads == null) {
            return;
        }
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A call of a sender's API does not end; it is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endpoints.forEach(EndpointUpkeep::end);
        threads = null;
    }

    @Override
    public String toString() {
        return "Upkeep" + endpoints;
    }
}
