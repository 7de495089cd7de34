package io.github.webhook4j.jdbc;

import java.time.Duration;

/**
 * What a replay does, or would do.
 *
 * @param events how many events are run again
 * @param withoutBody how many are not, because their body has been purged
 * @param takes the time from the first to the last at the rate asked for
 */
public record Replay(long events, long withoutBody, Duration takes) {}
