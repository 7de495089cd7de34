package io.github.webhook4j.jdbc;

import java.time.Duration;

/**
 * What is to be handled and has not been begun, or was begun by a node that has died.
 *
 * @param due how many events are due by now
 * @param overdue for how long the first of them has been due; zero if none is
 */
public record InboxBacklog(long due, Duration overdue) {}
