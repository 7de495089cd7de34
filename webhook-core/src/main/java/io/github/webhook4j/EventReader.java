package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads events out of verified bodies, as a provider describes them. */
final class EventReader {

    /** More than any sender's ids and types have; inboxes and logs keep them. */
    private static final int MOST_CHARACTERS = 512;

    private final String provider;
    private final Field id;
    private final Field key;
    private final Field type;
    private final @Nullable Field occurredAt;
    private final @Nullable String payload;
    private final List<Handshake> handshakes;
    private final @Nullable String formField;
    private final boolean form;
    private final @Nullable String wrapper;
    private final boolean batch;
    private final EventScan.Plan plan;

    EventReader(WebhookProvider.Builder builder) {
        this.provider = builder.name;
        this.id = builder.required(builder.id, "id");
        this.type = builder.required(builder.type, "type");
        this.key = builder.key == null ? this.id : builder.key;
        this.occurredAt = builder.occurredAt;
        this.payload = builder.payload;
        this.handshakes = builder.handshakes.stream()
                .filter(handshake -> handshake.method() == null)
                .toList();
        List<BodyShape> shapes = builder.shapes;
        this.formField = first(shapes, BodyShape.FormField.class)
                .map(BodyShape.FormField::name)
                .orElse(null);
        this.form = first(shapes, BodyShape.Form.class).isPresent();
        this.wrapper = first(shapes, BodyShape.Wrapped.class)
                .map(BodyShape.Wrapped::pointer)
                .orElse(null);
        this.batch = first(shapes, BodyShape.Batch.class).isPresent();
        this.plan = EventScan.Plan.of(pointers());
    }

    private static <T extends BodyShape> Optional<T> first(List<BodyShape> shapes, Class<T> type) {
        return shapes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private Set<String> pointers() {
        Set<String> pointers = new LinkedHashSet<>();
        EventFields.collectPointers(id, pointers);
        EventFields.collectPointers(key, pointers);
        EventFields.collectPointers(type, pointers);
        if (occurredAt != null) {
            EventFields.collectPointers(occurredAt, pointers);
        }
        handshakes.forEach(handshake -> handshake.collectPointers(pointers));
        if (payload != null) {
            pointers.add(payload);
        }
        if (wrapper != null) {
            pointers.add(wrapper);
        }
        return pointers;
    }

    Field id() {
        return id;
    }

    Field type() {
        return type;
    }

    /** The field of a form that holds the JSON, or {@code null}. */
    @Nullable
    String formField() {
        return formField;
    }

    /** What a verified request holds: the events, or the answer to a handshake. */
    record Content(
            List<WebhookEvent.Parts> events, @Nullable WebhookResponse answer) {}

    /** Without a secret no handshake is answered: what was not signed is no question of the sender's. */
    Content read(WebhookRequest request, byte[] body, @Nullable SigningSecret secret) {
        byte[] json = json(request, body);
        if (batch && begins('[', json)) {
            return new Content(
                    EventScan.elements(json).stream()
                            .map(element -> event(request, element.of(json), true))
                            .toList(),
                    null);
        }
        EventScan scan = EventScan.of(json, plan);
        EventFields fields = new EventFields(request, scan);
        for (Handshake handshake : handshakes) {
            if (secret != null && handshake.matches(fields)) {
                return new Content(List.of(), handshake.answer(new Handshake.Context(fields, secret)));
            }
        }
        EventScan.Span wrapped = wrapper == null ? null : scan.span(wrapper);
        return new Content(
                List.of(wrapped == null ? event(fields, scan, false) : event(request, wrapped.of(json), false)), null);
    }

    /**
     * The JSON of a body. Its type comes in a header, which nobody signs: JSON that was signed with somebody's text in it, such as
     * {@code &payload=...}, must not turn into a form by that.
     */
    private byte[] json(WebhookRequest request, byte[] body) {
        if ((formField == null && !form) || !FormBody.isForm(request.headers())) {
            return body;
        }
        if (begins('{', body) || begins('[', body)) {
            throw new RejectedException(Reason.EVENT_MALFORMED, "JSON that is called a form");
        }
        byte[] value = formField == null ? null : FormBody.field(formField, body);
        if (value != null) {
            return value;
        }
        if (!form) {
            throw new RejectedException(Reason.EVENT_MALFORMED, "the form lacks the field " + formField);
        }
        return FormBody.json(body);
    }

    private static boolean begins(char first, byte[] json) {
        int at = 0;
        while (at < json.length && (json[at] == ' ' || json[at] == '\t' || json[at] == '\n' || json[at] == '\r')) {
            at++;
        }
        return at < json.length && json[at] == first;
    }

    private WebhookEvent.Parts event(WebhookRequest request, byte[] json, boolean element) {
        EventScan scan = EventScan.of(json, plan);
        return event(new EventFields(request, scan), scan, element);
    }

    private WebhookEvent.Parts event(EventFields fields, EventScan scan, boolean element) {
        String time = occurredAt == null ? null : fields.read(occurredAt);
        return new WebhookEvent.Parts(
                present("id", fields.read(id)),
                present("key", fields.read(key)),
                present("type", fields.read(type)),
                time == null ? null : Times.parse(time),
                scan.json(),
                payload == null ? null : scan.span(payload),
                element);
    }

    /** An event that was read before, so that only its JSON has to be found again. */
    WebhookEvent.Parts restore(WebhookRequest request, KeptEvent kept) {
        EventScan scan = EventScan.of(json(request, kept.body()), plan);
        EventScan.Span wrapped = wrapper == null ? null : scan.span(wrapper);
        EventScan event = wrapped == null ? scan : EventScan.of(wrapped.of(scan.json()), plan);
        return new WebhookEvent.Parts(
                kept.id(),
                kept.key(),
                kept.type(),
                kept.occurredAt(),
                event.json(),
                payload == null ? null : event.span(payload),
                false);
    }

    private String present(String what, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new RejectedException(Reason.EVENT_MALFORMED, "no " + what + " where " + provider + " puts it");
        }
        if (value.length() > MOST_CHARACTERS) {
            throw new RejectedException(
                    Reason.EVENT_MALFORMED, "the " + what + " has more than " + MOST_CHARACTERS + " characters");
        }
        return value;
    }
}
