package io.github.webhook4j;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the query of a URI that need not be a valid one. */
final class Query {

    private Query() {}

    /** The query as received, with its question mark, or an empty text. */
    static String of(String uri) {
        int mark = uri.indexOf('?');
        int fragment = uri.indexOf('#');
        if (mark < 0 || (fragment >= 0 && fragment < mark)) {
            return "";
        }
        return uri.substring(mark, fragment < 0 ? uri.length() : fragment);
    }

    /** The decoded value of a parameter, or {@code null} unless it is there exactly once and well formed. */
    static @Nullable String value(String uri, String name) {
        String query = of(uri);
        if (query.isEmpty()) {
            return null;
        }
        try {
            Map<String, List<String>> parameters =
                    FormBody.fields(query.substring(1).getBytes(StandardCharsets.UTF_8));
            List<String> values = parameters.getOrDefault(name, List.of());
            return values.size() == 1 ? values.get(0) : null;
        } catch (RejectedException e) {
            return null;
        }
    }
}
