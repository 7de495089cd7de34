package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRecordTest {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Snake(
            @JsonProperty("_links") String links,
            String htmlUrl,
            @JsonProperty String sha256Sum,
            List<Snake> more) {}

    record AsTheyAre(
            String htmlUrl, @JsonProperty("package") String packageInfo, Snake snake) {}

    record WithMethods(String first, String last) {
        String whole() {
            Supplier<String> made = () -> first + " " + last;
            return made.get();
        }
    }

    record OwnAccessor(@JsonProperty("sum") Long total) {
        @Override
        public Long total() {
            return total;
        }
    }

    record BehindOwnAccessor(@JsonAlias("title") String name) {
        @Override
        public String name() {
            return name;
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Foreigners {}

    @Foreigners
    record Annotated(@Foreigners String name) {
        @Foreigners
        Annotated {}
    }

    record Nothing() {}

    record Primitive(int count) {}

    record Foreign(Optional<String> name) {}

    record Anything(Object value) {}

    record TwoWays(String name) {
        TwoWays(Long number) {
            this(number.toString());
        }
    }

    record Factory(String name) {
        static Factory valueOf(String name) {
            return new Factory(name);
        }
    }

    record OtherName(@JsonAlias("title") String name) {}

    record Flat(@JsonUnwrapped Snake snake) {}

    record OnlyValue(String name) {
        @JsonValue
        String value() {
            return name;
        }
    }

    record Formatted(@JsonFormat(pattern = "yyyy") Instant at) {}

    record Created(String name) {
        @JsonCreator
        Created {}
    }

    @JsonIgnoreProperties("name")
    record Ignoring(String name) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Kebab(String fullName) {}

    record Same(@JsonProperty("last") String first, String last) {}

    private static @Nullable PlainRecord plain(Class<?> type) {
        return PlainRecord.of(TypeFactory.defaultInstance().constructType(type));
    }

    private static List<String> names(Class<?> type) {
        return Objects.requireNonNull(plain(type)).names();
    }

    @Test
    void namesAreTheComponentsOwnOrInSnakeCaseOrGiven() {
        assertThat(names(Snake.class)).containsExactly("_links", "html_url", "sha256_sum", "more");
        assertThat(names(AsTheyAre.class)).containsExactly("htmlUrl", "package", "snake");
    }

    @Test
    void methodsOfItsOwnDoNotMatter() {
        assertThat(plain(WithMethods.class)).isNotNull();
    }

    @Test
    void annotationsOfOthersDoNotMatter() {
        assertThat(names(Annotated.class)).containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Nothing.class,
                Primitive.class,
                Foreign.class,
                Anything.class,
                TwoWays.class,
                Factory.class,
                OtherName.class,
                OwnAccessor.class,
                BehindOwnAccessor.class,
                Flat.class,
                OnlyValue.class,
                Formatted.class,
                Created.class,
                Ignoring.class,
                Kebab.class,
                Same.class
            })
    void aRecordWithOtherRulesIsLeftToJackson(Class<?> type) {
        assertThat(plain(type)).isNull();
    }
}
