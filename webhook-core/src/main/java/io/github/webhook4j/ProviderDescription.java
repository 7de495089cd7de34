package io.github.webhook4j;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the builder of a provider was told, once and for all. */
record ProviderDescription(
        String name,
        EventReader reader,
        List<Handshake> handshakes,
        @Nullable Duration deadline,
        WebhookResponse acknowledgement,
        Set<Class<?>> envelopes,
        int maxBodyBytes,
        EventCatalog catalog) {

    ProviderDescription(WebhookProvider.Builder builder) {
        this(
                builder.name,
                new EventReader(builder),
                builder.handshakes,
                builder.deadline,
                builder.acknowledgement,
                Set.copyOf(builder.envelopes),
                builder.maxBodyBytes,
                new EventCatalog(builder.name, builder.types));
    }
}
