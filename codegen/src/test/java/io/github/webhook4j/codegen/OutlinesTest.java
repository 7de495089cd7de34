package io.github.webhook4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlinesTest {

    @TempDir
    private Path folder;

    private String outlines(String kind, String name, String source) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        Path written = folder.resolve("outlines.json");
        Codegen.main(new String[] {"outlines-" + kind, folder.toString(), written.toString()});
        return Files.readString(written);
    }

    @Test
    void declarationsBecomeOutlinesOfTheirPayloads() throws IOException {
        String outlines = outlines("zoom", "parcels/parcels.d.ts", """
                type ParcelSentEvent = Event<"parcel.sent"> & {
                    event: string;
                    payload: {
                        account_id: string;
                        object: {
                            state?: "open" | "closed";
                            size: 1 | 2;
                            stops: { town: string }[];
                            tags?: ("a" | "b")[];
                            "date-time": string;
                            via?: ExactlyOneOf<[{ road: string }, { rail: string }]>;
                        };
                    };
                };
                interface ParcelLost extends Event<"parcel.lost"> {
                    payload: { late: boolean; days: number; what: string | number };
                }
                """);

        assertThat(outlines)
                .contains("\"parcel.sent\": {\"account_id\":\"text\",\"object\":{\"?state\":\"text open|closed\","
                        + "\"size\":\"whole\",\"stops\":[{\"town\":\"text\"}],\"?tags\":[\"text a|b\"],"
                        + "\"date-time\":\"text\",\"?via\":{\"?road\":\"text\",\"?rail\":\"text\"}}}")
                .contains("\"parcel.lost\": {\"late\":\"flag\",\"days\":\"number\",\"what\":\"any\"}");
    }

    @Test
    void schemasBecomeOutlinesAndEqualOnesAreWrittenOnce() throws IOException {
        String schema = """
                {"type": "object", "properties": {
                   "id": {"type": "integer"}, "sent_at": {"type": ["null", "string"], "format": "date-time"},
                   "cost": {"anyOf": [{"type": "number"}, {"type": "string"}]}, "note": {"type": "null"},
                   "lines": {"type": "array", "items": {"type": "object", "properties": {"gift": {"type": "boolean"}}}},
                   "return": {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"rate": {"type": "number"}}}]}}}
                """;
        Files.createDirectories(folder.resolve("parcels"));
        Files.writeString(folder.resolve("parcels/lost.json"), "{\"type\": \"object\", \"properties\": {}}");
        Files.writeString(folder.resolve("parcels/create.json"), schema);

        assertThat(outlines("shopify", "parcels/update.json", schema)).isEqualTo("""
                {
                "parcels/create": {"id":"whole","sent_at":"time","cost":"text","note":"any","lines":[{"gift":"flag"}],\
                "return":{"rate":"fraction"}},
                "parcels/update": "parcels/create"
                }
                """);
    }
}
