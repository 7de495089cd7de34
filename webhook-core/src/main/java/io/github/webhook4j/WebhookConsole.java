package io.github.webhook4j;

import io.github.webhook4j.Delivery.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What management endpoints show of an application's endpoints: where they are, what handles their events, what has come in since the
 * start. It is a listener of all of them, and answers with maps of text and numbers, which every JSON library writes alike. It shows
 * types, ids and addresses, never a header or a body. Remembers the newest 100 deliveries and, apart from them, the newest 100
 * refusals, which anybody can cause. Thread-safe.
 */
public final class WebhookConsole implements EndpointListener {

    private static final int MOST = 100;

    private final Map<String, EndpointTally> tallies = new ConcurrentHashMap<>();
    private final RecentDeliveries accepted = new RecentDeliveries(MOST);
    private final RecentDeliveries refused = new RecentDeliveries(MOST);
    private volatile Map<String, WebhookEndpoint> mounted = Map.of();

    /** A console that knows of no endpoint yet. */
    public WebhookConsole() {}

    /**
     * Tells where the endpoints are, those that no delivery has come to included.
     *
     * @param byPath the endpoints by path, as {@link WebhookEndpoints#byPath()} gives them
     */
    public void mounted(Map<String, WebhookEndpoint> byPath) {
        this.mounted = new LinkedHashMap<>(byPath);
    }

    @Override
    public void answered(Delivery delivery) {
        tally(delivery.endpoint().name()).add(delivery);
        (delivery.outcome() == Outcome.REJECTED ? refused : accepted).add(delivery);
    }

    private EndpointTally tally(String endpoint) {
        return tallies.computeIfAbsent(endpoint, absent -> new EndpointTally());
    }

    /**
     * Shows everything.
     *
     * @return {@code endpoints}, a list of maps with {@code name}, {@code provider}, {@code path}, {@code handlers} (lists of names by
     *     type), {@code deliveries} (how many by outcome), {@code rejections} (how many by reason), {@code lastAccepted} and {@code
     *     lastRejected} if there are; and {@code deliveries} and {@code rejections}, the newest first, lists of maps with {@code at},
     *     {@code endpoint}, {@code outcome}, {@code status}, {@code ms}, and, if there are, {@code address}, {@code events} (maps
     *     with {@code type} and {@code id}) and {@code reason}
     */
    public Map<String, Object> overview() {
        Map<String, Object> overview = new LinkedHashMap<>();
        overview.put("endpoints", endpoints(true));
        overview.put("deliveries", accepted.shown());
        overview.put("rejections", refused.shown());
        return overview;
    }

    /**
     * Shows in few words whether events come in.
     *
     * @return by endpoint's name: {@code path}, and {@code lastAccepted} and {@code lastRejected} if there are
     */
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        endpoints(false).forEach(shown -> summary.put(String.valueOf(shown.remove("name")), shown));
        return summary;
    }

    private List<Map<String, Object>> endpoints(boolean whole) {
        List<Map<String, Object>> shown = new ArrayList<>();
        mounted.forEach((path, endpoint) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", endpoint.name());
            one.put("path", path);
            EndpointTally tally = tally(endpoint.name());
            if (whole) {
                one.put("provider", endpoint.provider().name());
                one.put("handlers", endpoint.dispatcher().registered());
                one.put("deliveries", tally.outcomes());
                one.put("rejections", tally.reasons());
            }
            put(one, "lastAccepted", tally.lastAccepted());
            put(one, "lastRejected", tally.lastRejected());
            shown.add(one);
        });
        return shown;
    }

    private static void put(Map<String, Object> shown, String name, @Nullable Instant at) {
        if (at != null) {
            shown.put(name, at.toString());
        }
    }
}
