package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordDeserializerTest {

    /** Everything that the models' components are made of. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Everything(
            @Nullable String plainText,
            @Nullable Long wholeNumber,
            @Nullable Boolean isFlag,
            @Nullable Instant madeAt,
            @Nullable JsonNode any,
            @Nullable BigDecimal amount,
            @Nullable Part part,
            @Nullable List<Part> parts,
            @Nullable List<String> texts,
            @Nullable List<Long> numbers,
            @Nullable Map<String, Long> counts,
            @Nullable Map<String, Part> partsByName,
            @Nullable Page<Part> page,
            @Nullable @JsonProperty("protected") Everything isProtected) {}

    record Part(@Nullable String id, @Nullable Long size) {}

    record Page<T>(@Nullable List<T> data) {}

    record Positive(Long number) {
        Positive {
            if (number < 0) {
                throw new IllegalArgumentException("secret " + number);
            }
        }
    }

    /** Read from a tree, as a deserializer that has to look first does. */
    @JsonDeserialize(using = FromTree.Reader.class)
    record FromTree(@Nullable Everything whole) {
        static final class Reader extends JsonDeserializer<FromTree> {
            @Override
            public FromTree deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return new FromTree(context.readTreeAsValue(context.readTree(parser), Everything.class));
            }
        }
    }

    record Trees(@Nullable List<FromTree> trees) {}

    record Holder(@Nullable List<Positive> numbers) {}

    private record Hidden(@Nullable String id) {}

    /** Left to Jackson, which knows what a primitive is when it is absent. */
    record Counted(int count, @Nullable Part part, @Nullable List<Counted> more) {}

    private static final ObjectMapper JACKSON = Json.mapper(new SimpleDeserializers());

    /** Each test's own, which has not seen any record. */
    private final ObjectMapper ours = Json.mapper(new LazyRecords());

    /** A record and the places that did not fit. */
    private record Bound(@Nullable Object value, List<String> places) {}

    private static Bound bind(ObjectMapper mapper, byte[] json, Class<?> type) throws IOException {
        List<String> places = new ArrayList<>();
        Object value =
                mapper.readerFor(type).withAttribute(Mismatches.PLACES, places).readValue(json);
        return new Bound(value, places);
    }

    private <T> T bind(String json, Class<T> type, String... places) {
        try {
            Bound bound = bind(ours, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), type);
            assertThat(bound.places()).containsExactly(places);
            return Objects.requireNonNull(type.cast(bound.value()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void componentsGetTheFieldsOfTheirNamesWhateverTheirOrder() {
        for (String json : List.of(
                "{'id':'a','size':5}",
                "{'size':5,'id':'a'}",
                "{'id':'a','new':{'id':'b','size':[6]},'size':5}",
                "{'new':1,'size':5,'more':[[{}]],'id':'a','id2':'b'}",
                "{ 'id' : 'a' , 'size' : 5 }",
                "{'\\u0069d':'a','siz\\u0065':5}",
                "{'id':'a','size':5}")) {
            assertThat(bind(json, Part.class)).as(json).isEqualTo(new Part("a", 5L));
        }
    }

    @Test
    void whatIsAbsentOrNullIsNull() {
        assertThat(bind("{}", Part.class)).isEqualTo(new Part(null, null));
        assertThat(bind("{'size':null,'id':null}", Part.class)).isEqualTo(new Part(null, null));
        assertThat(bind("{'size':1}", Part.class)).isEqualTo(new Part(null, 1L));
        assertThat(bind("{'part':null,'parts':null,'counts':null,'page':null}", Everything.class))
                .isEqualTo(bind("{}", Everything.class));
    }

    @Test
    void aTreeTellsNullFromAbsent() {
        assertThat(bind("{'any':null}", Everything.class).any()).isSameAs(NullNode.instance);
        assertThat(bind("{}", Everything.class).any()).isNull();
    }

    @Test
    void namesFollowTheirRule() {
        Everything everything = bind(
                "{'plain_text':'t','is_flag':true,'made_at':1767225600,'protected':{'is_flag':false}}",
                Everything.class);
        assertThat(everything.plainText()).isEqualTo("t");
        assertThat(everything.isFlag()).isTrue();
        assertThat(everything.madeAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(Objects.requireNonNull(everything.isProtected()).isFlag()).isFalse();
    }

    @Test
    void timesAreNumbersOrText() {
        for (String time :
                List.of("1767225600", "1767225600000", "'2026-01-01T00:00:00Z'", "'2026-01-01T01:00:00+01:00'")) {
            assertThat(bind("{'made_at':" + time + "}", Everything.class).madeAt())
                    .as(time)
                    .isEqualTo("2026-01-01T00:00:00Z");
        }
        assertThat(bind("{'made_at':true}", Everything.class, "/made_at").madeAt())
                .isNull();
    }

    @Test
    void recordsThatAreNotPlainAreBoundByJackson() {
        assertThat(bind("{'part':{'size':1},'more':[{'count':2}]}", Counted.class))
                .isEqualTo(new Counted(0, new Part(null, 1L), List.of(new Counted(2, null, null))));
    }

    @Test
    void aRecordNeedNotBeVisible() {
        assertThat(bind("{'id':'a'}", Hidden.class)).isEqualTo(new Hidden("a"));
    }

    @Test
    void theLastOfEqualNamesCountsAlsoWhenAllFieldsHaveBeenThere() {
        assertThat(bind("{'id':'a','id':'b'}", Part.class)).isEqualTo(new Part("b", null));
        assertThat(bind("{'id':'a','size':1,'id':'b','size':2}", Part.class)).isEqualTo(new Part("b", 2L));
        assertThat(bind("{'id':'a','size':1,'id':null}", Part.class)).isEqualTo(new Part(null, 1L));
        assertThat(bind("{'id':'a','id':{}}", Part.class, "/id")).isEqualTo(new Part(null, null));
    }

    @Test
    void whatHasAnotherTypeIsNullAndNotedOnceWithItsPlace() {
        assertThat(bind("{'size':{'id':'x'},'id':[1,{'id':'x'}]}", Part.class, "/size", "/id"))
                .isEqualTo(new Part(null, null));
        assertThat(bind("{'size':'many','id':'a'}", Part.class, "/size")).isEqualTo(new Part("a", null));
        assertThat(bind(
                                "{'is_flag':'perhaps','made_at':'today','plain_text':'t'}",
                                Everything.class,
                                "/is_flag",
                                "/made_at")
                        .plainText())
                .isEqualTo("t");
        for (String odd : List.of("'text'", "''", "5", "1.5", "true", "[]", "[{'id':'x'}]")) {
            assertThat(bind("{'part':" + odd + ",'plain_text':'t'}", Everything.class, "/part"))
                    .as(odd)
                    .isEqualTo(bind("{'plain_text':'t'}", Everything.class));
        }
    }

    @Test
    void aTextThatIsWrittenAsANumberOrAFlagIsThatText() {
        assertThat(bind("{'id':17}", Part.class).id()).isEqualTo("17");
        assertThat(bind("{'id':1.50}", Part.class).id()).isEqualTo("1.50");
        assertThat(bind("{'id':true}", Part.class).id()).isEqualTo("true");
        assertThat(bind("{'size':'17'}", Part.class).size()).isEqualTo(17);
    }

    @Test
    void numbersThatAreTooLargeOrNotWholeAreNull() {
        assertThat(bind("{'size':12345678901234567890,'id':'a'}", Part.class, "/size"))
                .isEqualTo(new Part("a", null));
        assertThat(bind("{'size':1.5}", Part.class, "/size").size()).isNull();
        assertThat(bind("{'size':1e3}", Part.class, "/size").size()).isNull();
        assertThat(bind("{'size':-9223372036854775808}", Part.class).size()).isEqualTo(Long.MIN_VALUE);
        assertThat(bind("{'made_at':-1}", Everything.class, "/made_at").madeAt())
                .isNull();
        assertThat(bind("{'made_at':1e3}", Everything.class, "/made_at").madeAt())
                .isNull();
    }

    @Test
    void listsAndMapsKeepTheirPlacesWhenOneElementDoesNotFit() {
        Everything everything = bind(
                "{'parts':[{'id':'a'},null,7,{'id':'b','size':{}}],'texts':['a',null,{}],'numbers':[1,null,'2','x'],"
                        + "'counts':{'a':1,'b':null,'c':[]},'parts_by_name':{'a':{'size':1},'b':'x'},"
                        + "'page':{'data':[{'id':'c'}]}}",
                Everything.class,
                "/parts/2",
                "/parts/3/size",
                "/texts/2",
                "/numbers/3",
                "/counts/c",
                "/parts_by_name/b");
        assertThat(everything.parts()).containsExactly(new Part("a", null), null, null, new Part("b", null));
        assertThat(everything.texts()).containsExactly("a", null, null);
        assertThat(everything.numbers()).containsExactly(1L, null, 2L, null);
        assertThat(everything.counts())
                .containsEntry("a", 1L)
                .containsEntry("b", null)
                .containsEntry("c", null);
        assertThat(everything.partsByName())
                .containsEntry("a", new Part(null, 1L))
                .containsEntry("b", null);
        assertThat(Objects.requireNonNull(everything.page()).data()).containsExactly(new Part("c", null));
    }

    @Test
    void aListThatIsNoneIsNull() {
        assertThat(bind(
                        "{'parts':{'id':'a'},'texts':'a','counts':[1]}",
                        Everything.class,
                        "/parts",
                        "/texts",
                        "/counts"))
                .isEqualTo(bind("{}", Everything.class));
    }

    @Test
    void whatIsReadFromATreeIsNotedWhereItStandsInTheWhole() {
        Trees trees = bind(
                "{'trees':[{'plain_text':'t','parts':[{'id':{}}],'part':5}]}",
                Trees.class,
                "/trees/0/parts/0/id",
                "/trees/0/part");
        assertThat(Objects.requireNonNull(
                                Objects.requireNonNull(trees.trees()).get(0).whole())
                        .plainText())
                .isEqualTo("t");
    }

    @Test
    void recordsNestAsDeepAsTheJsonMay() {
        int depth = Json.MOST_NESTING;
        Everything everything = bind(
                "{'protected':".repeat(depth - 1) + "{'plain_text':'deep'}" + "}".repeat(depth - 1), Everything.class);
        for (int i = 1; i < depth; i++) {
            everything = Objects.requireNonNull(everything.isProtected());
        }
        assertThat(everything.plainText()).isEqualTo("deep");
    }

    @Test
    void aRecordThatRefusesItsValuesNamesItsPlace() {
        assertThat(bind("{'numbers':[{'number':1}]}", Holder.class).numbers()).containsExactly(new Positive(1L));
        assertThatThrownBy(() -> bind(
                        Json.MAPPER,
                        "{\"numbers\":[{\"number\":1},{\"number\":-1}]}".getBytes(StandardCharsets.UTF_8),
                        Holder.class))
                .isInstanceOfSatisfying(
                        JsonMappingException.class,
                        e -> assertThat(e.getPathReference())
                                .isEqualTo(Holder.class.getName() + "[\"numbers\"]->java.util.ArrayList[1]"));
        assertThatThrownBy(() -> bind(ours, "{}".getBytes(StandardCharsets.UTF_8), Positive.class))
                .isInstanceOf(JsonMappingException.class)
                .hasRootCauseInstanceOf(NullPointerException.class);
    }

    private static final List<String> NAMES = List.of(
            "plain_text",
            "whole_number",
            "is_flag",
            "made_at",
            "any",
            "amount",
            "part",
            "parts",
            "texts",
            "numbers",
            "counts",
            "parts_by_name",
            "page",
            "protected",
            "id",
            "size",
            "data",
            "unknown");

    @Provide
    Arbitrary<JsonNode> objects() {
        return objects(2);
    }

    private static Arbitrary<JsonNode> objects(int depth) {
        Arbitrary<JsonNode> values =
                depth == 0 ? leaves() : Arbitraries.oneOf(leaves(), lists(depth), objects(depth - 1));
        return Arbitraries.maps(Arbitraries.of(NAMES), values)
                .ofMaxSize(8)
                .map(fields -> JsonNodeFactory.instance.objectNode().setAll(fields));
    }

    private static Arbitrary<JsonNode> lists(int depth) {
        return Arbitraries.oneOf(leaves(), objects(depth - 1))
                .list()
                .ofMaxSize(3)
                .map(values -> JsonNodeFactory.instance.arrayNode().addAll(values));
    }

    private static Arbitrary<JsonNode> leaves() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return Arbitraries.of(
                nodes.nullNode(),
                nodes.textNode("text"),
                nodes.textNode("2026-01-01T00:00:00Z"),
                nodes.textNode("2026-13-01T00:00:00Z"),
                nodes.textNode("17"),
                nodes.textNode("true"),
                nodes.numberNode(5),
                nodes.numberNode(-5),
                nodes.numberNode(1767225600123L),
                nodes.numberNode(new BigInteger("12345678901234567890")),
                nodes.numberNode(new BigDecimal("1.50")),
                nodes.booleanNode(true),
                nodes.booleanNode(false));
    }

    /** An empty text for a record, a list or a map is left out: Jackson fails. */
    @Property(tries = 500)
    void whatJacksonBindsIsBoundTheSameAndNotedAtTheSamePlaces(@ForAll("objects") JsonNode json) throws IOException {
        byte[] body = JACKSON.writeValueAsBytes(json);
        for (Class<?> type : Arrays.asList(Everything.class, Part.class, Page.class)) {
            assertThat(bind(ours, body, type)).isEqualTo(bind(JACKSON, body, type));
        }
    }
}
