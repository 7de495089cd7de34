package io.github.webhook4j;

import io.github.webhook4j.JsonRewriter.Escapes;
import io.github.webhook4j.JsonRewriter.Layout;
import io.github.webhook4j.JsonRewriter.Style;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same JSON as other libraries write it. */
final class JsonVariants {

    private static final List<Layout> LAYOUTS = List.of(
            new Layout("without blanks", null, ",", ":"),
            new Layout("indented by 2 blanks", "  ", ",", ": "),
            new Layout("indented by 4 blanks", "    ", ",", ": "),
            new Layout("with a blank after each comma and colon", null, ", ", ": "),
            new Layout("indented by tabs", "\t", ",", ": "));

    private static final Style AS_IT_IS = new Style("", Escapes.AS_THEY_ARE, Escapes.AS_THEY_ARE, "", false);

    private static final List<Style> STYLES = List.of(
            new Style("without escapes", Escapes.NEVER, Escapes.NEVER, "", false),
            new Style("with escaped letters", Escapes.ALWAYS, Escapes.AS_THEY_ARE, "", false),
            new Style("with escaped letters and slashes", Escapes.ALWAYS, Escapes.ALWAYS, "", false),
            new Style("with escaped slashes", Escapes.AS_THEY_ARE, Escapes.ALWAYS, "", false),
            new Style("with plain slashes", Escapes.AS_THEY_ARE, Escapes.NEVER, "", false),
            new Style("with <, > and & escaped", Escapes.NEVER, Escapes.NEVER, "<>&", false),
            new Style("with letters escaped in upper case", Escapes.ALWAYS, Escapes.AS_THEY_ARE, "", true),
            new Style("with <, >, &, = and ' escaped", Escapes.NEVER, Escapes.NEVER, "<>&='", false));

    private JsonVariants() {}

    static Stream<BodyVariant> of(byte[] body) {
        if (!isStructure(body)) {
            return Stream.empty();
        }
        List<Style> styles = JsonRewriter.isPlain(body) ? List.of() : STYLES;
        return Stream.of(
                        LAYOUTS.stream().map(layout -> variant(body, layout, AS_IT_IS)),
                        styles.stream().map(style -> variant(body, null, style)),
                        LAYOUTS.stream().map(layout -> withFinalLine(body, layout)),
                        LAYOUTS.stream().flatMap(layout -> styles.stream().map(style -> variant(body, layout, style))))
                .flatMap(variants -> variants);
    }

    /** The same JSON in the layouts alone. */
    static Stream<byte[]> layouts(byte[] body) {
        return isStructure(body)
                ? LAYOUTS.stream().flatMap(layout -> Stream.ofNullable(JsonRewriter.rewrite(body, layout, AS_IT_IS)))
                : Stream.empty();
    }

    private static boolean isStructure(byte[] body) {
        for (byte b : body) {
            if (b == '{' || b == '[') {
                return true;
            }
            if (b > ' ') {
                return false;
            }
        }
        return false;
    }

    private static BodyVariant variant(byte[] body, @Nullable Layout layout, Style style) {
        return new BodyVariant(
                Mistake.BODY_REFORMATTED, advice(layout, style), () -> JsonRewriter.rewrite(body, layout, style));
    }

    private static BodyVariant withFinalLine(byte[] body, Layout layout) {
        return new BodyVariant(Mistake.BODY_REFORMATTED, advice(layout, AS_IT_IS), () -> {
            byte[] json = JsonRewriter.rewrite(body, layout, AS_IT_IS);
            return json == null ? null : BodyVariants.joined(json, BodyVariants.LF);
        });
    }

    private static String advice(@Nullable Layout layout, Style style) {
        String how = layout == null ? style.name() : (layout.name() + " " + style.name()).strip();
        return "The signature fits the same JSON " + how
                + ": something in front of the endpoint (a body parser, filter, gateway "
                + "or queue) has parsed the body and written it anew. Pass the raw bytes on.";
    }
}
