package io.github.webhook4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest deliveries, without what makes them large or secret: bodies and headers. Thread-safe. */
final class RecentDeliveries {

    /** Of a batch, only so many events are shown. */
    private static final int MOST_EVENTS = 10;

    private final int most;
    private final Deque<Map<String, Object>> newestFirst = new ArrayDeque<>();

    RecentDeliveries(int most) {
        this.most = most;
    }

    void add(Delivery delivery) {
        Map<String, Object> shown = shown(delivery);
        synchronized (newestFirst) {
            if (newestFirst.size() == most) {
                newestFirst.removeLast();
            }
            newestFirst.addFirst(shown);
        }
    }

    List<Map<String, Object>> shown() {
        synchronized (newestFirst) {
            return new ArrayList<>(newestFirst);
        }
    }

    private static Map<String, Object> shown(Delivery delivery) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", delivery.arrivedAt().toString());
        shown.put("endpoint", delivery.endpoint().name());
        shown.put("outcome", delivery.outcome().toString());
        shown.put("status", delivery.response().status());
        shown.put("ms", delivery.took().toMillis());
        if (delivery.address() != null) {
            shown.put("address", delivery.address());
        }
        if (!delivery.events().isEmpty()) {
            shown.put(
                    "events",
                    delivery.events().stream()
                            .limit(MOST_EVENTS)
                            .map(event -> Map.of("type", event.type(), "id", event.id()))
                            .toList());
        }
        RejectedException rejection = delivery.rejection();
        if (rejection != null) {
            shown.put("reason", rejection.getMessage());
        }
        return shown;
    }
}
