package io.github.webhook4j;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what events have in common that have to be handled in order; by a pass of its own, because few inboxes ask. */
record EventOrder(Field field, EventScan.Plan plan) {

    static EventOrder of(Field field) {
        Set<String> pointers = new LinkedHashSet<>();
        EventFields.collectPointers(field, pointers);
        return new EventOrder(field, EventScan.Plan.of(pointers));
    }

    @Nullable
    String key(WebhookRequest request, byte[] json) {
        return new EventFields(request, EventScan.of(json, plan)).read(field);
    }
}
