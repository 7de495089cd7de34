package io.github.webhook4j;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that is no event and that the provider answers by itself: a challenge, a ping, a check of the URL.
 *
 * <pre>{@code
 * Handshake.signed(Field.json("/type"), "url_verification").echo(Field.json("/challenge"))
 * }</pre>
 *
 * <p>A POST is always verified before it is answered. What is sent back has to be of a form that cannot be mistaken for
 * anything else, a page or a signed text. Immutable, thread-safe.
 */
public final class Handshake {

    /** What may be echoed unless the handshake says otherwise. */
    private static final Pattern ECHOED = Pattern.compile("[A-Za-z0-9._~+/=-]{1,512}");

    /** What may be signed and sent back: nothing that could be a signed text, which has dots or colons. */
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** What a handshake is answered from: a verified request has a secret, which made its signature. */
    record Context(EventFields fields, @Nullable SigningSecret secret) {}

    /** Makes an answer. */
    private interface Answer {
        WebhookResponse from(Context context);
    }

    private final @Nullable String method;
    private final List<Condition> conditions;
    private final List<Field> fields;
    private final Answer answer;

    private Handshake(Builder builder, List<Field> fields, Answer answer) {
        this.method = builder.method;
        this.conditions = List.copyOf(builder.conditions);
        this.fields = fields;
        this.answer = answer;
        collectPointers(new ArrayList<>());
        List<Field> inBody = Stream.concat(this.conditions.stream().map(Condition::field), fields.stream())
                .filter(EventFields::needsBody)
                .toList();
        if (method != null && !inBody.isEmpty()) {
            throw new IllegalArgumentException("Nothing is read from the body of a request without a signature: name a "
                    + "header or a query parameter instead of " + inBody);
        }
    }

    /** The methods that any of them needs besides POST. */
    static List<String> methods(List<Handshake> handshakes) {
        return handshakes.stream()
                .map(Handshake::method)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The answer of the first that a request without a signature matches, or {@code null}. */
    static @Nullable WebhookResponse greet(List<Handshake> handshakes, WebhookRequest request) {
        EventFields fields = new EventFields(request, null);
        return handshakes.stream()
                .filter(handshake -> request.method().equals(handshake.method) && handshake.matches(fields))
                .findFirst()
                .map(handshake -> handshake.answer(new Context(fields, null)))
                .orElse(null);
    }

    /** What a request has to say. */
    private record Condition(Field field, String value, boolean secret) {
        boolean holds(EventFields request) {
            String actual = request.read(field);
            return actual != null
                    && MessageDigest.isEqual(
                            actual.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return secret ? field + " = ..." : field + " = " + value;
        }
    }

    /**
     * A handshake by a signed POST.
     *
     * @param field what tells it from an event: a header or a JSON value
     * @param value the value that the field has
     * @return a builder
     */
    public static Builder signed(Field field, String value) {
        return new Builder(null).when(field, value);
    }

    /**
     * A handshake by a request without a signature.
     *
     * @param method its HTTP method, such as {@code GET}
     * @return a builder
     * @throws IllegalArgumentException if the method is POST, which is for events
     */
    public static Builder unsigned(String method) {
        if (method.equals("POST")) {
            throw new IllegalArgumentException("A POST is answered only if it is signed: call signed(...)");
        }
        return new Builder(method);
    }

    @Nullable
    String method() {
        return method;
    }

    void collectPointers(Collection<String> pointers) {
        conditions.forEach(condition -> EventFields.collectPointers(condition.field(), pointers));
        fields.forEach(field -> EventFields.collectPointers(field, pointers));
    }

    boolean matches(EventFields request) {
        return conditions.stream().allMatch(condition -> condition.holds(request));
    }

    WebhookResponse answer(Context context) {
        return answer.from(context);
    }

    private static String read(Field field, Pattern allowed, Context context) {
        String value = context.fields().read(field);
        if (value == null || !allowed.matcher(value).matches()) {
            throw new RejectedException(Reason.EVENT_MALFORMED, "a handshake whose " + field + " cannot be sent back");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Handshake" + conditions;
    }

    /** Builds a {@link Handshake}. Not thread-safe. */
    public static final class Builder {

        private final @Nullable String method;
        private final List<Condition> conditions = new ArrayList<>();
        private Pattern echoed = ECHOED;

        private Builder(@Nullable String method) {
            this.method = method;
        }

        /**
         * Adds a condition.
         *
         * @param field a header, a query parameter, or a JSON value
         * @param value the value that the field has
         * @return this builder
         */
        public Builder when(Field field, String value) {
            conditions.add(new Condition(field, value, false));
            return this;
        }

        /**
         * Adds a condition that only the sender can meet, for handshakes without a signature.
         *
         * @param field a header or a query parameter
         * @param token what the application has agreed on with the sender
         * @return this builder
         * @throws IllegalArgumentException if the token is blank
         */
        public Builder token(Field field, String token) {
            if (token.isBlank()) {
                throw new IllegalArgumentException("A blank token lets everybody in");
            }
            conditions.add(new Condition(field, token, true));
            return this;
        }

        /**
         * Says what may be echoed. Default: up to 512 letters, digits and {@code ._~+/=-}.
         *
         * @param pattern a regular expression for the whole value
         * @return this builder
         */
        public Builder allowing(String pattern) {
            this.echoed = Pattern.compile(pattern);
            return this;
        }

        /**
         * Answers with a status and no body, but a {@code Content-Type} all the same, because Discord wants one with its 204.
         *
         * @param status the status, 200 to 299
         * @return the handshake
         */
        public Handshake status(int status) {
            if (status / 100 != 2) {
                throw new IllegalArgumentException("A handshake that is answered with " + status + " has failed");
            }
            WebhookResponse response = WebhookResponse.of(status).with("Content-Type", "text/plain; charset=utf-8");
            return new Handshake(this, List.of(), context -> response);
        }

        /**
         * Answers with a value of the request, as plain text.
         *
         * @param field a header, a query parameter, or a JSON value
         * @return the handshake
         */
        public Handshake echo(Field field) {
            Pattern allowed = echoed;
            return new Handshake(this, List.of(field), context -> WebhookResponse.text(read(field, allowed, context)));
        }

        /**
         * Answers with a JSON object.
         *
         * @param members its members
         * @return the handshake
         */
        public Handshake json(Member... members) {
            List<Member> all = List.of(members);
            Pattern allowed = echoed;
            return new Handshake(this, all.stream().map(Member::field).toList(), context -> {
                ObjectNode json = Json.MAPPER.createObjectNode();
                all.forEach(member -> member.write(json, allowed, context));
                return WebhookResponse.of("application/json", Json.write(json));
            });
        }
    }

    /**
     * A member of a JSON object that answers a handshake.
     *
     * <p>Immutable, thread-safe.
     */
    public static final class Member {

        private enum Kind {
            NUMBER,
            ECHO,
            SIGNED
        }

        private final String name;
        private final Field field;
        private final Kind kind;

        private Member(String name, Field field, Kind kind) {
            this.name = name;
            this.field = field;
            this.kind = kind;
        }

        /**
         * A fixed number.
         *
         * @param name the member's name
         * @param value the number
         * @return the member
         */
        public static Member number(String name, long value) {
            return new Member(name, Field.text(Long.toString(value)), Kind.NUMBER);
        }

        /**
         * A value of the request.
         *
         * @param name the member's name
         * @param field a header, a query parameter, or a JSON value
         * @return the member
         */
        public static Member echo(String name, Field field) {
            return new Member(name, field, Kind.ECHO);
        }

        /**
         * A value of the request, signed in hex with the secret that the request was signed with. Only up to 64 letters,
         * digits, {@code _} and {@code -} are signed, so that nobody gets a signature for an event this way.
         *
         * @param name the member's name
         * @param field a JSON value of a signed request
         * @return the member
         */
        public static Member signed(String name, Field field) {
            return new Member(name, field, Kind.SIGNED);
        }

        private Field field() {
            return field;
        }

        private void write(ObjectNode json, Pattern echoed, Context context) {
            switch (kind) {
                case NUMBER -> json.put(name, Long.parseLong(read(field, ECHOED, context)));
                case ECHO -> json.put(name, read(field, echoed, context));
                case SIGNED -> json.put(name, sign(read(field, SIGNED, context), context.secret()));
            }
        }

        private static String sign(String value, @Nullable SigningSecret secret) {
            if (!(secret instanceof Hmac)) {
                throw new RejectedException(
                        Reason.SECRET_UNAVAILABLE, "a handshake is signed only where requests are signed with HMAC");
            }
            return Encoding.HEX.encode(secret.sign(List.of(value.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
