package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a body looks like that cannot be restored. */
final class BodyGuesses {

    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
    private static final int QUESTIONS = 3;

    private BodyGuesses() {}

    /** A body that somebody has read before. */
    static @Nullable SignatureDiagnosis consumed(Refusal refusal, Trial trial) {
        byte[] body = refusal.body();
        boolean empty = body != null
                && body.length == 0
                && refusal.reason() == Reason.SIGNATURE_MISMATCH
                && refusal.hasSignedBody();
        if (refusal.reason() != Reason.BODY_CONSUMED && !empty) {
            return null;
        }
        String who = refusal.filters().isEmpty()
                ? "a filter, a proxy, or a framework that binds the body or parameters"
                : "one of the filters " + String.join(", ", refusal.filters());
        return SignatureDiagnosis.guess(
                Mistake.BODY_CONSUMED,
                "The body is empty, although this sender signs one: something in front of the endpoint has read it, "
                        + who
                        + ". Exclude this endpoint's path from what calls getParameter, getReader or getInputStream.");
    }

    static @Nullable SignatureDiagnosis find(Refusal refusal, Trial trial) {
        byte[] body = refusal.body();
        if (body == null || refusal.reason() != Reason.SIGNATURE_MISMATCH) {
            return null;
        }
        SignatureDiagnosis changed = refusal.hasSignedBody() ? changed(refusal, body) : null;
        return changed == null ? mode(refusal, body) : changed;
    }

    private static @Nullable SignatureDiagnosis changed(Refusal refusal, byte[] body) {
        long announced = refusal.request().announcedLength();
        if (announced >= 0 && announced != body.length) {
            return SignatureDiagnosis.guess(
                    Mistake.BODY_LENGTH,
                    "The sender announced a body of " + announced + " bytes, and " + body.length
                            + " came: a filter or proxy in front of the endpoint changes it. Let the bytes pass as they are.");
        }
        if (holdsReplacements(body)) {
            return SignatureDiagnosis.guess(
                    Mistake.BODY_CHARSET,
                    "The body has replacement or question marks where characters seem to be lost: something in front of the endpoint "
                            + "reads it in the wrong character set. Let the bytes pass as they are, or have it use UTF-8.");
        }
        return null;
    }

    private static boolean holdsReplacements(byte[] body) {
        int questions = 0;
        for (int i = 0; i < body.length; i++) {
            questions = body[i] == '?' ? questions + 1 : 0;
            boolean replaced = i >= 2
                    && body[i - 2] == REPLACEMENT[0]
                    && body[i - 1] == REPLACEMENT[1]
                    && body[i] == REPLACEMENT[2];
            if (replaced || questions == QUESTIONS) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable SignatureDiagnosis mode(Refusal refusal, byte[] body) {
        for (Hint.Mode hint : refusal.provider().signing().hints(Hint.Mode.class)) {
            if (body.length <= BodyMistakes.MOST_BYTES && hint.value().equals(scalar(hint.field(), body))) {
                return SignatureDiagnosis.guess(Mistake.MODE, hint.advice());
            }
        }
        return null;
    }

    /** The text of a value, or {@code null}; unlike an event's fields, also of true and false. */
    private static @Nullable String scalar(Field.Json field, byte[] body) {
        JsonPointer pointer = JsonPointer.compile(field.pointer());
        String name = pointer.last().getMatchingProperty();
        try (JsonParser parser = Json.parser(body)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token.isScalarValue()
                        && name.equals(parser.currentName())
                        && pointer.equals(parser.getParsingContext().pathAsPointer())) {
                    return parser.getText();
                }
                token = parser.nextToken();
            }
            return null;
        } catch (IOException | IllegalStateException e) {
            // not JSON: it says nothing of a mode
            return null;
        }
    }
}
