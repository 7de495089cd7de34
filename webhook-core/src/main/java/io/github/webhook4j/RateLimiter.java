package io.github.webhook4j;

import java.time.Duration;

/**
 * Counts what requests use up, each by its key, for the rates that guard an endpoint. The module {@code webhook-bucket4j} has one in memory,
 * and one for what several nodes share.
 *
 * <p>Implementations are thread-safe and quick, and forget keys that have not been used for long: some of them are made of addresses that
 * anybody can have. What they throw lets the request pass and is logged: a counter that is away must not cost events.
 */
public interface RateLimiter {

    /**
     * Takes one of what a key has left.
     *
     * @param key what is limited, such as an endpoint's name, or it and an address
     * @param rate how much it may use, always the same for a key
     * @return zero if there was one to take; otherwise nothing is taken, and this is how long until there will be one
     */
    Duration take(String key, Rate rate);

    /**
     * Tells whether there is something left, without taking it.
     *
     * @param key what is limited
     * @param rate how much it may use, always the same for a key
     * @return zero if there is; otherwise how long until there will be
     */
    Duration peek(String key, Rate rate);
}
