package io.github.webhook4j.jdbc;

import io.github.webhook4j.KeptEvent;

/**
 * Takes out of an event what must not be kept. Handlers get what is left.
 *
 * <p>Called before the event is kept, from many threads at once. What it throws refuses the delivery with 503.
 */
@FunctionalInterface
public interface Redaction {

    /**
     * Takes something out.
     *
     * @param event the event as it came in, without signatures, passwords and cookies
     * @return the event to keep, made with {@link KeptEvent#with}
     */
    KeptEvent redact(KeptEvent event);
}
