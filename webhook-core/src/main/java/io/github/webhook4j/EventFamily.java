package io.github.webhook4j;

/** What kind of type an event has, for metrics, which must not have a value for each name that somebody may invent. */
public final class EventFamily {

    private EventFamily() {}

    /**
     * The family of an event's type.
     *
     * @param event the event
     * @return the type's first part, such as {@code invoice}, if the provider is known to send such types, or a handler names one;
     *     otherwise {@code other}
     */
    public static String of(WebhookEvent event) {
        return event.family();
    }
}
