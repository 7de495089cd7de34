package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has refusals diagnosed, and the listener told: after the answer, on a thread of its own, of each endpoint at most once a second and of
 * all together one at a time, so that a flood of forged requests costs little more than their verification. Thread-safe.
 */
final class Diagnostics {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private static final int PER_SECOND = 1;
    private static final int MOST_WAITING = 4;
    private static final long IDLE_SECONDS = 10;

    /** There while there is something to do. Few may wait, because each holds a body; what is more is not diagnosed. */
    private static final ExecutorService THREAD = new ThreadPoolExecutor(
            0,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Diagnostics::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    /** The endpoints of this process, for as long as somebody else has them: a secret may be another one's. */
    private static final Set<WebhookEndpoint> ENDPOINTS =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final WebhookEndpoint endpoint;
    private final LineLimit limit = new LineLimit(PER_SECOND);

    Diagnostics(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "webhook4j-diagnosis");
        thread.setDaemon(true);
        return thread;
    }

    static void add(WebhookEndpoint endpoint) {
        ENDPOINTS.add(endpoint);
    }

    /** A request has been refused; its body is {@code null} if it was not read. */
    void refused(WebhookRequest request, byte @Nullable [] body, Instant now, RejectedException rejection) {
        if (!Diagnosis.concerns(rejection.reason()) || limit.admit(System.nanoTime()) < 0) {
            return;
        }
        List<String> filters = rejection.reason() == Reason.BODY_CONSUMED
                ? FiltersInFront.on(Thread.currentThread().getStackTrace())
                : List.of();
        Refusal refusal = new Refusal(endpoint.provider(), request, body, now, rejection, filters);
        THREAD.execute(() -> diagnose(refusal));
    }

    private void diagnose(Refusal refusal) {
        try {
            endpoint.listener().diagnosed(endpoint, refusal.request(), new Diagnosis(providers()).of(refusal));
        } catch (RuntimeException e) {
            LOG.error("{} could not diagnose a refusal; please report this as a bug of webhook4j", endpoint, e);
        }
    }

    /** By name; of several with one name, all but the first have a number, and those of this endpoint's name are left out. */
    private Map<String, WebhookProvider> providers() {
        Map<String, WebhookProvider> providers = new TreeMap<>(Map.of(endpoint.name(), endpoint.provider()));
        synchronized (ENDPOINTS) {
            for (WebhookEndpoint other : ENDPOINTS) {
                String name = other.name();
                if (name.equals(endpoint.name())) {
                    continue;
                }
                for (int number = 2; providers.putIfAbsent(name, other.provider()) != null; number++) {
                    name = other.name() + " #" + number;
                }
            }
        }
        return providers;
    }
}
