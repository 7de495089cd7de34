package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.JsonRewriter.Escapes;
import io.github.webhook4j.JsonRewriter.Layout;
import io.github.webhook4j.JsonRewriter.Style;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** JSON that is written anew says the same; what is no JSON is left alone or given up, never an error. */
class JsonRewriterTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Layout MINIFIED = new Layout("", null, ",", ":");
    private static final Layout PRETTY = new Layout("", "  ", ",", ": ");
    private static final Style PLAIN = style(Escapes.NEVER, Escapes.NEVER);
    private static final Style KEPT = style(Escapes.AS_THEY_ARE, Escapes.AS_THEY_ARE);

    private static Style style(Escapes letters, Escapes slashes) {
        return new Style("", letters, slashes, "", false);
    }

    private static @Nullable String rewrite(String json, @Nullable Layout layout, Style style) {
        byte[] rewritten = JsonRewriter.rewrite(json.getBytes(StandardCharsets.UTF_8), layout, style);
        return rewritten == null ? null : new String(rewritten, StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                Arbitraries.strings().map(nodes::textNode),
                Arbitraries.of(
                                "/",
                                "\"",
                                "\\",
                                "\\\"/",
                                "<a href='x'>&amp;=",
                                "\u00e9\u6771\ud83d\ude00",
                                "{[,:]}",
                                "\n\t\b")
                        .map(nodes::textNode),
                Arbitraries.doubles().map(nodes::numberNode),
                Arbitraries.of(nodes.nullNode(), nodes.booleanNode(true), nodes.objectNode(), nodes.arrayNode()));
        return Arbitraries.recursive(() -> leaves, JsonRewriterTest::structure, 0, 3);
    }

    private static Arbitrary<JsonNode> structure(Arbitrary<JsonNode> values) {
        Arbitrary<List<JsonNode>> lists = values.list().ofMaxSize(3);
        return Arbitraries.of(true, false)
                .flatMap(named -> lists.map(list -> {
                    ArrayNode array = JsonNodeFactory.instance.arrayNode().addAll(list);
                    ObjectNode object = JsonNodeFactory.instance.objectNode();
                    list.forEach(value -> object.set("n\u00e9/" + object.size(), value));
                    return named ? object : array;
                }));
    }

    @Provide
    Arbitrary<Style> styles() {
        Arbitrary<Escapes> escapes = Arbitraries.of(Escapes.values());
        return escapes.flatMap(letters -> escapes.flatMap(slashes -> Arbitraries.of("", "<>&", "<>&='")
                .flatMap(escaped ->
                        Arbitraries.of(true, false).map(upper -> new Style("", letters, slashes, escaped, upper)))));
    }

    @Provide
    Arbitrary<Layout> layouts() {
        return Arbitraries.of(MINIFIED, PRETTY, new Layout("", "\t", ",", ": "), new Layout("", null, ", ", ": "));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenAnewSaysTheSame(
            @ForAll("trees") JsonNode tree, @ForAll("layouts") Layout layout, @ForAll("styles") Style style)
            throws IOException {
        String json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        String rewritten = rewrite(json, layout, style);
        assertThat(rewritten).isNotNull();
        assertThat(MAPPER.readTree(rewritten)).isEqualTo(MAPPER.readTree(json));
        assertThat(rewrite(json, null, KEPT)).isEqualTo(json);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void blanksAreTakenOutWhereJacksonHasNone(@ForAll("trees") JsonNode tree) throws IOException {
        String pretty = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        assertThat(rewrite(pretty, MINIFIED, KEPT)).isEqualTo(MAPPER.writeValueAsString(tree));
    }

    @Property
    void bytesThatAreNoJsonDoNoHarm(
            @ForAll byte[] bytes, @ForAll("layouts") Layout layout, @ForAll("styles") Style style) {
        byte[] rewritten = JsonRewriter.rewrite(bytes, layout, style);
        assertThat(rewritten == null || rewritten.length <= 8 * bytes.length + 2_048)
                .isTrue();
    }

    @Property
    void brokenJsonDoesNoHarm(
            @ForAll("broken") String json, @ForAll("layouts") Layout layout, @ForAll("styles") Style style) {
        String rewritten = rewrite(json, layout, style);
        assertThat(rewritten == null || rewritten.length() <= 8 * json.length() + 2_048)
                .isTrue();
    }

    @Provide
    Arbitrary<String> broken() {
        return Arbitraries.of(
                        "{", "}", "[", "]", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\u00e", "a", " ", ",", ":",
                        "\u00e9", "/")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Example
    void deepNestingIsGivenUp() {
        assertThat(rewrite("[".repeat(20) + "]".repeat(20), PRETTY, KEPT)).isNotNull();
        assertThat(rewrite("[".repeat(400_000) + "]".repeat(400_000), PRETTY, KEPT))
                .isNull();
        assertThat(rewrite("[".repeat(200) + "[1],".repeat(100_000), PRETTY, KEPT))
                .isNull();
        assertThat(rewrite("{}}{", MINIFIED, KEPT)).isNull();
    }

    @Example
    void surrogatesThatStandAloneStayEscaped() {
        assertThat(rewrite("\"\\ud83d\\ude00 \\ud83d \\ude00 \\ud83d\\u0041\"", null, PLAIN))
                .isEqualTo("\"\ud83d\ude00 \\ud83d \\ude00 \\ud83dA\"");
        assertThat(rewrite("\"\ud83d\ude00\"", null, style(Escapes.ALWAYS, Escapes.ALWAYS)))
                .isEqualTo("\"\\ud83d\\ude00\"");
    }

    @Example
    void whatHasToBeEscapedStaysSo() {
        assertThat(rewrite("\"\\u0022\\u005c\\u000a\\n\\u007f\\u002F\"", null, PLAIN))
                .isEqualTo("\"\\u0022\\u005c\\u000a\\n\\u007f/\"");
    }

    @Example
    void whatIsEmptyStaysTogether() {
        assertThat(rewrite("{\"a\":{ },\"b\":[\n]}", PRETTY, KEPT)).isEqualTo("{\n  \"a\": {},\n  \"b\": []\n}");
    }
}
