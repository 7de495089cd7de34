package io.github.webhook4j.jdbc;

import java.time.Duration;

/**
 * How many events of an endpoint are in a state.
 *
 * @param endpoint the endpoint's name
 * @param state the state
 * @param events how many
 * @param oldest how long ago the oldest of them was kept
 */
public record InboxCount(String endpoint, EventState state, long events, Duration oldest) {}
