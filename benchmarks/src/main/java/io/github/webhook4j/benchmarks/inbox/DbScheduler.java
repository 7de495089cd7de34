package io.github.webhook4j.benchmarks.inbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** db-scheduler with as many threads, in its faster way of polling. */
final class DbScheduler {

    /** As its documentation says for PostgreSQL, as far as tasks that run once need it. */
    static final String TABLE =
            "CREATE TABLE scheduled_tasks (task_name TEXT NOT NULL, task_instance TEXT NOT NULL, task_data BYTEA,"
                    + " execution_time TIMESTAMP WITH TIME ZONE NOT NULL, picked BOOLEAN NOT NULL, picked_by TEXT,"
                    + " last_success TIMESTAMP WITH TIME ZONE, last_failure TIMESTAMP WITH TIME ZONE, consecutive_failures INT,"
                    + " last_heartbeat TIMESTAMP WITH TIME ZONE, version BIGINT NOT NULL, priority SMALLINT, state TEXT,"
                    + " PRIMARY KEY (task_name, task_instance));"
                    + " CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);"
                    + " CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)";

    /** The quickest there is: what a user stores is text. */
    private static final Serializer TEXT = new Serializer() {
        @Override
        public byte[] serialize(Object data) {
            return data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(new String(data, StandardCharsets.UTF_8));
        }
    };

    private DbScheduler() {}

    /** Each task carries what a kept event carries: its body. */
    static double rate(DataSource connections, Statements statements, int backlog, Effect effect)
            throws InterruptedException {
        statements.run(
                "INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)"
                        + " SELECT 'bench', 'k' || n, convert_to('" + Events.text(0) + "', 'UTF8'), now(), false, 1"
                        + " FROM generate_series(1, " + backlog + ") AS n");
        statements.run("VACUUM ANALYZE scheduled_tasks");
        AtomicLong handled = new AtomicLong();
        OneTimeTask<String> task = Tasks.oneTime("bench", String.class).execute((instance, context) -> {
            effect.happen(connections::getConnection);
            handled.incrementAndGet();
        });
        Scheduler scheduler = Scheduler.create(connections, task)
                .serializer(TEXT)
                .threads(InboxRates.WORKERS)
                .pollUsingLockAndFetch(4, 20)
                .pollingInterval(Duration.ofSeconds(1))
                .build();
        long start = System.nanoTime();
        scheduler.start();
        while (handled.get() < backlog || statements.count("SELECT COUNT(*) FROM scheduled_tasks") > 0) {
            Thread.sleep(5);
        }
        double rate = backlog * 1e9 / (System.nanoTime() - start);
        scheduler.stop();
        return rate;
    }
}
