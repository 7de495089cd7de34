package io.github.webhook4j.examples.micronaut;

import io.github.webhook4j.jdbc.RetrySchedule;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Of the inbox in a database; sooner than usual, so that one can watch. */
@Factory
final class Retries {

    @Singleton
    RetrySchedule retries() {
        return RetrySchedule.exponential(Duration.ofSeconds(1), Duration.ofHours(1), 20);
    }
}
