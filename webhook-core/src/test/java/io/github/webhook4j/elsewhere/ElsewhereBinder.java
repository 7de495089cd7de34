package io.github.webhook4j.elsewhere;

import io.github.webhook4j.PayloadBinder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Binds the events of the provider of these tests to the classes of this package. */
public final class ElsewhereBinder implements PayloadBinder {

    /** For {@link java.util.ServiceLoader}. */
    public ElsewhereBinder() {}

    @Override
    public String provider() {
        return "shop";
    }

    @Override
    public Map<String, String> artifacts() {
        return Map.of("io.github.webhook4j.elsewhere", "org.example:elsewhere");
    }

    @Override
    public List<Class<?>> classes(String eventType) {
        if (eventType.equals("shop.closed")) {
            throw new NoClassDefFoundError("io/github/webhook4j/elsewhere/Gone");
        }
        return eventType.startsWith("order.refund.") ? List.of() : List.of(Thing.Parcel.class);
    }

    @Override
    public <T> T bind(Class<T> type, String eventType, String json) throws IOException {
        if (json.contains("unreadable")) {
            throw new IOException("cannot read " + json);
        }
        return type.cast(new Thing.Parcel(json));
    }
}
