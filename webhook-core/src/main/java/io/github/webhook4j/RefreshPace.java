package io.github.webhook4j;

import java.time.Duration;

/** How often a published list is got: while all is well, first after a failure, and how long an answer may take. */
record RefreshPace(Duration every, Duration firstRetry, Duration timeout) {

    /** How long to wait after so many failures in a row. */
    Duration after(int failures) {
        Duration wait = failures == 0 ? every : firstRetry;
        for (int i = 1; i < failures && wait.compareTo(every) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(every) < 0 ? wait : every;
    }
}
