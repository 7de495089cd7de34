package io.github.webhook4j.jdbc;

import io.github.webhook4j.jdbc.OrderedLeases.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for events that are due, and has them run: one thread that looks, and some that run. */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcInbox.class);

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int MOST_AT_ONCE = 1024;

    /** Of quick events, for each thread. */
    private static final int MOST_AHEAD = 16;

    /** Of bodies in memory, if there is not a single one that is larger. */
    private static final long MOST_BYTES = 32L << 20;

    private final Settings settings;
    private final Leases leases;
    private final OrderedLeases lanes;
    private final LaneWork laneWork;
    private final Execution execution;
    private final InFlight inFlight;
    private final Runnable ready;
    private final Set<String> endpoints;

    private final ExecutorService pool;
    private final Thread looking;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore free;
    private final int slots;
    private final Pace pace;
    private final Semaphore laneSlots;
    private final Semaphore abandonedSlot = new Semaphore(1);
    private volatile boolean open = true;
    private volatile long nextAbandoned = System.nanoTime();
    private boolean failing;

    Worker(Parts parts, Settings settings, Set<String> endpoints) {
        this.settings = settings;
        this.leases = parts.leases();
        this.lanes = parts.lanes();
        this.execution = parts.execution();
        this.inFlight = parts.inFlight();
        this.ready = parts.ready();
        this.laneWork = new LaneWork(lanes, leases, inFlight, settings);
        this.endpoints = endpoints;
        int least = settings.threads() * Math.max(2, execution.most());
        int most = Math.max(least, settings.threads() * MOST_AHEAD);
        this.pace = new Pace(least, most, System.nanoTime());
        this.slots = 2 * most;
        this.free = new Semaphore(slots);
        this.laneSlots = new Semaphore(settings.threads());
        ThreadFactory threads = daemons();
        this.pool = Executors.newFixedThreadPool(settings.threads(), threads);
        this.looking = threads.newThread(this::look);
    }

    /** What a worker works with; {@code ready} throws if the tables are not there, or are not those that this code knows. */
    record Parts(Leases leases, OrderedLeases lanes, Execution execution, InFlight inFlight, Runnable ready) {}

    static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "webhook4j-inbox");
            thread.setDaemon(true);
            return thread;
        };
    }

    void start() {
        looking.start();
    }

    /** Something may be due. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private void look() {
        while (open) {
            boolean more = false;
            try {
                more = take();
                failing = false;
            } catch (RuntimeException | Error e) {
                report(e);
            }
            if (!more) {
                sleep();
            }
        }
    }

    /** The database may be away for long: one report is enough. */
    private void report(Throwable e) {
        if (!failing) {
            LOG.warn("The inbox cannot look for events, and tries on: {}", e.getMessage(), e);
        }
        failing = true;
    }

    /** Nodes that look at the same moments would be in each other's way. */
    private void sleep() {
        long poll = settings.poll().toMillis();
        try {
            if (wakeUps.tryAcquire(poll / 2 + ThreadLocalRandom.current().nextLong(poll + 1), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.warn("The inbox was interrupted, and looks for no more events");
            open = false;
        }
    }

    /** Whether there may be more to take at once. */
    private boolean take() {
        List<String> names = List.copyOf(endpoints);
        if (names.isEmpty()) {
            return false;
        }
        ready.run();
        boolean more = takeAbandoned(names);
        if (settings.ordering() != null) {
            more |= takeLanes(names);
        }
        return takeAny(names) || more;
    }

    private boolean takeAny(List<String> names) {
        int size = Math.min(pace.size(), MOST_AT_ONCE);
        int most = Math.min(2 * pace.size() - (slots - free.availablePermits()), MOST_AT_ONCE);
        long bytes = MOST_BYTES - inFlight.bytes();
        if (most < size || bytes <= 0) {
            return false;
        }
        List<Kept> taken = leases.take(names, most, bytes);
        pace.taken(taken.size() == most, System.nanoTime());
        int share = Math.min(execution.most(), (taken.size() + settings.threads() - 1) / settings.threads());
        for (int from = 0; from < taken.size(); from += share) {
            submit(List.copyOf(taken.subList(from, Math.min(taken.size(), from + share))));
        }
        return taken.size() == most;
    }

    private void submit(List<Kept> events) {
        free.acquireUninterruptibly(events.size());
        inFlight.add(events);
        pool.execute(() -> {
            try {
                leases.giveBack(execution.run(events, () -> open));
            } catch (RuntimeException e) {
                LOG.warn(
                        "A run could not be recorded; its events are taken again when their leases end: {}", events, e);
            } finally {
                inFlight.remove(events);
                free.release(events.size());
                wake();
            }
        });
    }

    private boolean takeAbandoned(List<String> names) {
        if (System.nanoTime() - nextAbandoned < 0 || !abandonedSlot.tryAcquire()) {
            return false;
        }
        nextAbandoned = System.nanoTime() + settings.poll().toNanos();
        try {
            List<Kept> taken = leases.takeAbandoned(names).stream().toList();
            if (taken.isEmpty()) {
                abandonedSlot.release();
            } else {
                inFlight.add(taken);
                pool.execute(() -> runAbandoned(taken));
            }
        } catch (RuntimeException e) {
            abandonedSlot.release();
            throw e;
        }
        return false;
    }

    private void runAbandoned(List<Kept> events) {
        try {
            events.forEach(execution::runAlone);
        } catch (RuntimeException e) {
            LOG.warn("A run could not be recorded; its events are taken again when their leases end: {}", events, e);
        } finally {
            inFlight.remove(events);
            nextAbandoned = System.nanoTime();
            abandonedSlot.release();
            wake();
        }
    }

    private boolean takeLanes(List<String> names) {
        int most = laneSlots.availablePermits();
        if (most == 0) {
            return false;
        }
        List<Lane> taken = lanes.takeLanes(names, most);
        taken.forEach(lane -> submit(lane, names));
        return taken.size() == most;
    }

    private void submit(Lane lane, List<String> names) {
        laneSlots.acquireUninterruptibly();
        pool.execute(() -> {
            try {
                laneWork.run(lane, names, execution, () -> open);
            } catch (RuntimeException e) {
                LOG.warn("{} could not be worked on; it is taken again when its lease ends", lane, e);
            } finally {
                laneSlots.release();
                wake();
            }
        });
    }

    /**
     * Takes nothing more, gives back what has not begun, and waits for what runs. No thread is interrupted: H2 closes its files
     * under a thread that is.
     */
    void close() {
        open = false;
        wake();
        try {
            looking.join(GRACE.toMillis());
            pool.shutdown();
            if (!pool.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "{} events still run; they are taken again when their leases end",
                        inFlight.numbers().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
