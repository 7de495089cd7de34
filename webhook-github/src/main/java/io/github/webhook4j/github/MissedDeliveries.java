package io.github.webhook4j.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.WebhookRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that GitHub could not deliver to a URL, which it remembers for 3 days. An event has been missed if no attempt of it, a
 * redelivery included, has arrived. Thread-safe.
 */
final class MissedDeliveries implements MissedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(MissedDeliveries.class);

    /** Of the body as it was on its way, in another form maybe. */
    private static final List<String> OF_THE_BODY = List.of(
            "Content-Type",
            "Content-Length",
            "Content-Encoding",
            "Transfer-Encoding",
            "X-Hub-Signature",
            "X-Hub-Signature-256");

    /** An event without these is none to the endpoint. */
    private static final List<String> NEEDED = List.of("X-GitHub-Event", "X-GitHub-Delivery");

    private final URI url;
    private final Supplier<List<String>> lists;
    private final Redelivery redelivery;
    private volatile Map<String, EventAttempts> found = Map.of();

    /**
     * What a URL has missed.
     *
     * @param url the URL
     * @param lists gives the paths of the deliveries of the hooks that send there
     * @param redelivery calls GitHub
     */
    MissedDeliveries(URI url, Supplier<List<String>> lists, Redelivery redelivery) {
        this.url = url;
        this.lists = lists;
        this.redelivery = redelivery;
    }

    @Override
    public List<Missed> since(Instant from) {
        List<String> paths = lists.get();
        if (paths.isEmpty()) {
            LOG.warn("No hook sends to {}, so nothing can be recovered", url);
        }
        DeliveryLists deliveries = new DeliveryLists(redelivery.calls(), from);
        paths.forEach(deliveries::read);
        Map<String, EventAttempts> missed = new HashMap<>();
        deliveries.events().values().stream()
                .filter(attempts -> !attempts.arrived())
                .forEach(attempts -> missed.put(attempts.id(), attempts));
        this.found = missed;
        List<Missed> all = new ArrayList<>(missed.size());
        missed.forEach((id, attempts) -> all.add(new Missed(id, at(attempts))));
        return all;
    }

    /** Of what GitHub delivers, the attempt that the id names: each is asked for once. */
    private Instant at(EventAttempts attempts) {
        return redelivery.isWanted() ? attempts.newest().at() : attempts.first().at();
    }

    @Override
    public Optional<WebhookRequest> fetch(Missed missed) {
        EventAttempts attempts = found(missed);
        if (attempts == null) {
            return Optional.empty();
        }
        if (redelivery.isWanted()) {
            redelivery.of(attempts);
            return Optional.empty();
        }
        return shown(attempts);
    }

    /** {@code null} if it has arrived meanwhile, or GitHub remembers it no more. */
    private @Nullable EventAttempts found(Missed missed) {
        if (!found.containsKey(missed.id())) {
            since(missed.at());
        }
        return found.get(missed.id());
    }

    private Optional<WebhookRequest> shown(EventAttempts attempts) {
        Attempt newest = attempts.newest();
        Optional<WebhookRequest> request = Optional.empty();
        try {
            request = request(redelivery.calls().get(newest.path()));
        } catch (SenderException e) {
            if (e.reason() == Reason.NOT_FOUND && redelivery.isGone(newest)) {
                LOG.warn("GitHub remembers event {} no more; it is left", newest.guid());
                return request;
            }
            if (e.reason() != Reason.REFUSED) {
                throw e;
            }
            LOG.debug("GitHub does not show event {}", newest.guid(), e);
        }
        if (request.isEmpty()) {
            redelivery.of(attempts);
        }
        return request;
    }

    /** The request as it would have been with a body of JSON, if GitHub shows it whole. */
    private Optional<WebhookRequest> request(SenderAnswer delivery) {
        Optional<SenderAnswer> headers = delivery.at("/request/headers");
        Optional<SenderAnswer> payload = delivery.at("/request/payload");
        if (headers.isEmpty() || payload.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> values = values(headers.get().json());
        return values.keySet().containsAll(NEEDED)
                ? Optional.of(request(values, payload.get().bytes("")))
                : Optional.empty();
    }

    private static Map<String, String> values(JsonNode headers) {
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.properties()
                .forEach(header -> values.put(header.getKey(), header.getValue().asText()));
        OF_THE_BODY.forEach(values::remove);
        return values;
    }

    private WebhookRequest request(Map<String, String> headers, byte[] body) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        WebhookRequest.Builder request =
                WebhookRequest.builder("POST", url.getRawPath() + query).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return request.body(body).build();
    }

    @Override
    public String toString() {
        return "MissedDeliveries[" + url + "]";
    }
}
