package io.github.webhook4j.jdbc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@link JdbcInbox} was built with. */
record Settings(
        HandlingMode mode,
        TransactionRunner transactions,
        int threads,
        RetrySchedule retries,
        Retention retention,
        Redaction redaction,
        @Nullable Ordering ordering,
        Duration lease,
        Duration poll) {}
