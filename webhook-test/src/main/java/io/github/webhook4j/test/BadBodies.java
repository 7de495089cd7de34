package io.github.webhook4j.test;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies that no sender sends, each with a name: behind a right signature every one of them is answered with 400. */
final class BadBodies {

    private BadBodies() {}

    static Map<String, byte[]> all() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("empty", new byte[0]);
        bodies.put("blank", utf8("  \n"));
        bodies.put("broken JSON", utf8("{\"id\":\"1\",\"type\":\"a.b\""));
        bodies.put("no JSON", utf8("hello"));
        bodies.put("bare string", utf8("\"hello\""));
        bodies.put("bare number", utf8("42"));
        bodies.put("null", utf8("null"));
        bodies.put("array", utf8("[{\"id\":\"1\",\"type\":\"a.b\"}]"));
        bodies.put("two objects", utf8("{\"id\":\"1\",\"type\":\"a.b\"}{}"));
        bodies.put("trailing comma", utf8("{\"id\":\"1\",\"type\":\"a.b\",}"));
        bodies.put("comment", utf8("{\"id\":\"1\",\"type\":\"a.b\"/**/}"));
        bodies.put("single quotes", utf8("{'id':'1','type':'a.b'}"));
        bodies.put(
                "20,000 arrays in each other",
                utf8("{\"id\":\"1\",\"type\":\"a.b\",\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"));
        bodies.put("20,000 objects in each other", utf8("{\"a\":".repeat(10_000)));
        bodies.put("50,000 brackets", utf8("[".repeat(50_000)));
        bodies.put(
                "a number of 50,000 digits", utf8("{\"id\":\"1\",\"type\":\"a.b\",\"x\":" + "9".repeat(50_000) + "}"));
        bodies.put("NaN", utf8("{\"id\":\"1\",\"type\":\"a.b\",\"x\":NaN}"));
        bodies.put("raw NUL in a string", utf8("{\"id\":\"1\",\"type\":\"a.b\",\"x\":\"\u0000\"}"));
        bodies.put("stray byte", bytes("{\"id\":\"1\",\"type\":\"a.b\",\"x\":\"", 0xFF, "\"}"));
        bodies.put("cut UTF-8 sequence", bytes("{\"id\":\"1\",\"type\":\"a.b\",\"x\":\"", 0xE6, "\"}"));
        bodies.put("overlong UTF-8", bytes("{\"id\":\"1\",\"type\":\"a.b\",\"x\":\"", 0xC0, "\u00af\"}"));
        bodies.put("UTF-16", "{\"id\":\"1\",\"type\":\"a.b\"}".getBytes(StandardCharsets.UTF_16LE));
        bodies.put("UTF-32", "{\"id\":\"1\",\"type\":\"a.b\"}".getBytes(Charset.forName("UTF-32BE")));
        return bodies;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String before, int odd, String after) {
        byte[] bytes = (before + "?" + after).getBytes(StandardCharsets.ISO_8859_1);
        bytes[before.length()] = (byte) odd;
        return bytes;
    }
}
