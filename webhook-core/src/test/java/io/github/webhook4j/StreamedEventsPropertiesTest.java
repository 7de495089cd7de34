package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of events are read alike wherever the network cuts them, and however their lines end. */
class StreamedEventsPropertiesTest {

    private static final int LARGE = 1024 * 1024;
    private static final List<String> ENDS = List.of("\n", "\r\n", "\r");

    /** Events as name and data, the stream cut into pieces of these lengths, the rest at once. */
    private static List<String> read(byte[] stream, int maxBytes, List<Integer> pieces) {
        List<String> events = new ArrayList<>();
        StreamedEvents parser = new StreamedEvents(
                maxBytes, event -> events.add(event.name() + "|" + new String(event.data(), StandardCharsets.UTF_8)));
        int at = 0;
        for (int piece : pieces) {
            int length = Math.min(piece, stream.length - at);
            parser.add(ByteBuffer.wrap(stream, at, length));
            at += length;
        }
        parser.add(ByteBuffer.wrap(stream, at, stream.length - at));
        return events;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<List<String>> dataLines() {
        Arbitrary<String> line = Arbitraries.strings()
                .ofMaxLength(20)
                .filter(text -> !text.contains("\r") && !text.contains("\n"))
                // what cannot be encoded
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
        return line.list().ofMinSize(1).ofMaxSize(4);
    }

    @Property
    void whatIsWrittenIsRead(
            @ForAll("dataLines") List<String> lines,
            @ForAll @Size(max = 12) List<@IntRange(max = 30) Integer> pieces,
            @ForAll @IntRange(max = 2) int end,
            @ForAll boolean comments) {
        String lf = ENDS.get(end);
        StringBuilder stream = new StringBuilder("event: ready" + lf + "data: {}" + lf + lf);
        for (String line : lines) {
            stream.append(comments ? ": keepalive" + lf : "")
                    .append("data: ")
                    .append(line)
                    .append(lf);
        }
        stream.append("id: 1").append(lf).append(lf);
        assertThat(read(bytes(stream.toString()), LARGE, pieces))
                .containsExactly("ready|{}", "|" + String.join("\n", lines));
    }

    @Property
    void bytesOfAnyKindAreReadAlikeHoweverTheyAreCut(
            @ForAll byte[] noise, @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> pieces) {
        byte[] stream = BodyVariants.joined(noise, bytes("\n\ndata:x\r\ndata: y\r\r\n\r\n"));
        List<String> whole = read(stream, LARGE, List.of());
        assertThat(read(stream, LARGE, pieces)).isEqualTo(whole);
        assertThat(whole).endsWith("|x\ny");
    }

    @Property
    void whatIsTooLargeIsLeftOutAndNothingElse(
            @ForAll @IntRange(max = 60) int length, @ForAll @Size(max = 5) List<@IntRange(max = 9) Integer> pieces) {
        String data = "a".repeat(length);
        String stream = "data: 1\n\ndata: " + data + "\nid: 7\ndata: b\n\ndata: 2\n\n";
        List<String> events = read(bytes(stream), 32, pieces);
        assertThat(events).first().isEqualTo("|1");
        assertThat(events).last().isEqualTo("|2");
        assertThat(events).hasSize("data: ".length() + length <= 32 && length + 2 <= 32 ? 3 : 2);
    }

    /** Blanks are written as points, line ends as slashes. */
    @ParameterizedTest
    @CsvSource({
        "data/, ''",
        "data//, |",
        "data:x//, |x",
        "data:..x.//, |.x.",
        "datum:x//, ''",
        "data:x, ''",
        "data:x/, ''",
        "event:ping//data:x//, |x",
        "event:ping/data:x//, ping|x",
        ":data:x//, ''",
        "\uFEFFdata:x//, |x",
        "/\uFEFFdata:x//, ''",
        "data:a:b//, |a:b",
        "retry:9/data:x//, |x",
    })
    void linesMeanWhatTheFormatSays(String written, String expected) {
        String stream = written.replace('.', ' ').replace('/', '\n');
        assertThat(String.join(",", read(bytes(stream), LARGE, List.of()))).isEqualTo(expected.replace('.', ' '));
    }
}
