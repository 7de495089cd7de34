package io.github.webhook4j.zoom;

import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.WebhookRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an app's webhook log says has not arrived at a URL. The log goes back 7 days and holds the events themselves. Thread-safe. */
final class ZoomLog implements MissedEvents {

    private static final String FAILED = "2";
    private static final String SUCCEEDED = "3";
    private static final String PAGE = "300";
    private static final int RETRIES = 3;

    /** Zoom refuses an earlier start; its clock may be another. */
    private static final Duration KEPT = Duration.ofDays(7).minusMinutes(5);

    /** Zoom's last retry comes 85 minutes after the first attempt. */
    private static final Duration TRIED = Duration.ofHours(2);

    /** On either side of an attempt that is looked for: the seconds of its time may be written wrong. */
    private static final Duration AROUND = Duration.ofMinutes(1);

    private final ZoomClient client;
    private final Subscription ours;
    private final String path;
    private final ZoomBodies bodies = new ZoomBodies();

    ZoomLog(ZoomClient client, String app, URI url) {
        this.client = client;
        this.ours = new Subscription(null, "", url, Collections.emptyNavigableSet(), Map.of());
        this.path = "/marketplace/apps/" + URLEncoder.encode(app, StandardCharsets.UTF_8) + "/webhook_logs";
    }

    @Override
    public List<Missed> since(Instant from) {
        Map<String, Instant> open = new HashMap<>();
        bodies.clear();
        // from earlier on, to know the first attempt of what has been tried again since: its time is the event's
        each(within(FAILED, from.minus(TRIED), Instant.now()), entry -> {
            ZoomDelivery one = ZoomDelivery.of(entry);
            open.merge(one.request(), one.at(), (before, now) -> now.isBefore(before) ? now : before);
            bodies.keep(one);
        });
        open.values().removeIf(at -> at.isBefore(from));
        if (!open.isEmpty()) {
            removeDelivered(open);
        }
        return open.entrySet().stream()
                .map(one -> new Missed(one.getKey(), one.getValue()))
                .toList();
    }

    /** Only retries are asked for: what arrived at once has not failed, and may be a lot. */
    private void removeDelivered(Map<String, Instant> open) {
        // Zoom refuses a time that ends as it begins
        Instant first = Collections.min(open.values()).minus(AROUND);
        for (int retry = 1; retry <= RETRIES; retry++) {
            SenderCall call = within(SUCCEEDED, first, Instant.now()).query("retry_num", Integer.toString(retry));
            each(call, one -> open.remove(one.text(ZoomDelivery.REQUEST)));
        }
    }

    @Override
    public Optional<WebhookRequest> fetch(Missed missed) {
        String kept = bodies.take(missed.id());
        return Optional.ofNullable(kept == null ? readAgain(missed) : kept)
                .filter(body -> !body.isEmpty())
                .map(body -> WebhookRequest.builder("POST", ours.url().toString())
                        .header("Content-Type", "application/json")
                        .header("x-zm-request-id", missed.id())
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    /** Reads the log again around the event, and keeps what is likely to be asked for next. */
    private @Nullable String readAgain(Missed missed) {
        List<String> found = new ArrayList<>();
        if (missed.at().isBefore(Instant.now().minus(KEPT))) {
            return null;
        }
        bodies.clear();
        each(within(FAILED, missed.at().minus(AROUND), missed.at().plus(AROUND)), entry -> {
            ZoomDelivery one = ZoomDelivery.of(entry);
            if (one.request().equals(missed.id())) {
                found.add(one.body());
            } else if (!one.at().isBefore(missed.at())) {
                bodies.keep(one);
            }
        });
        return found.isEmpty() ? null : found.get(0);
    }

    private SenderCall within(String type, Instant from, Instant to) {
        Instant now = Instant.now();
        Instant earliest = now.minus(KEPT);
        return SenderCall.of("GET", path)
                .query("type", type)
                .query("from", time(from.isBefore(earliest) ? earliest : from))
                .query("to", time(to.isAfter(now) ? now : to))
                .query("page_size", PAGE);
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void each(SenderCall call, Consumer<ZoomEntry> to) {
        client.each(call, "webhook_logs", entry -> {
            URI endpoint = entry.url("endpoint");
            if (endpoint != null && ours.isTo(endpoint)) {
                to.accept(entry);
            }
        });
    }

    @Override
    public String toString() {
        return "ZoomLog[" + ours.url() + "]";
    }
}
