package io.github.webhook4j.test;

import java.util.ArrayList;
import java.util.List;

/** Bodies of a test event that do not survive line reading, decoding, parsing or encoding again. */
final class ExactBodies {

    /** A body and how it is announced. */
    record Exact(String contentType, String text) {}

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=ISO-8859-1",
            "text/plain",
            "application/octet-stream",
            "application/xml");

    private static final List<String> JSON = List.of(
            "{\"id\":\"1\",\"type\":\"a.b\"}",
            "{\"id\":\"1\",\"type\":\"a.b\"}\n",
            "{\r\n  \"id\":\"1\",\r\n  \"type\":\"a.b\"\r\n}\r\n",
            "{\"id\":\"1\",\"type\":\"a.b\",\"n\":\"caf\u00e9 \u6771\u4eac \ud83d\ude80\"}",
            "{\"id\":\"1\",\"type\":\"a.b\",\"n\":\"\\u00e9\\/ \\u6771\"}",
            "{\"id\":\"1\",\"type\":\"a.b\",\"n\":[820982911946154508,60.0,1e400]}",
            "{\"id\":\"1\",\"type\":\"a.b\",\"n\":1,\"n\":2}");

    private static final List<String> FORMS = List.of(
            "payload=%7B%22id%22%3A%221%22%2C%22type%22%3A%22a.b%22%7D",
            "payload=%7b%22id%22%3a%221%22%2c%22type%22%3a%22a.b%22%7d",
            "payload=%7B%22id%22:%221%22,%22type%22:%22a.b%22,%22n%22:%22*+~-_.!%22%7D",
            "b=2&payload=%7B%22id%22%3A%221%22%2C%22type%22%3A%22a.b%22%7D&a=1&a=&=");

    private ExactBodies() {}

    static List<Exact> all() {
        List<Exact> all = new ArrayList<>();
        for (String type : TYPES) {
            JSON.forEach(text -> all.add(new Exact(type, text)));
        }
        FORMS.forEach(text -> all.add(new Exact("application/x-www-form-urlencoded", text)));
        return all;
    }
}
