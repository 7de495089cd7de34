package io.github.webhook4j.jdbc;

import io.github.webhook4j.KeptEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the table.
 *
 * @param hash what it is known by
 * @param orderKey what it is handled in order of, or {@code null}
 * @param state how far it is
 * @param lane what is to be done next with it
 * @param due after what time
 * @param event the event
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Arrival(byte[] hash, byte @Nullable [] orderKey, EventState state, int lane, Duration due, KeptEvent event) {

    Arrival(byte @Nullable [] orderKey, EventState state, int lane, Duration due, KeptEvent event) {
        this(Texts.hash(event.endpoint(), event.key()), orderKey, state, lane, due, event);
    }

    /** About how many bytes it takes. */
    int size() {
        return event.body().length + 1000;
    }

    /** The lane that the event is handled in. */
    int home() {
        return Lanes.of(orderKey);
    }
}
