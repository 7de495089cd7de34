package io.github.webhook4j.jdbc;

import io.github.webhook4j.WebhookHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers as lines of text, as HTTP writes them: neither names nor values can hold a line's end. */
final class HeaderLines {

    private HeaderLines() {}

    static String write(WebhookHeaders headers) {
        StringBuilder lines = new StringBuilder();
        headers.asMap()
                .forEach((name, values) -> values.forEach(value -> lines.append(oneLine(name))
                        .append(": ")
                        .append(oneLine(value))
                        .append('\n')));
        return lines.toString();
    }

    private static String oneLine(String text) {
        return Texts.keepable(text).replace('\n', ' ').replace('\r', ' ');
    }

    static WebhookHeaders read(@Nullable String lines) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : lines == null ? new String[0] : lines.split("\n")) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon), added -> new ArrayList<>(1))
                        .add(line.substring(colon + 2));
            }
        }
        return WebhookHeaders.of(headers);
    }
}
