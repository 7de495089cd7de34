package io.github.webhook4j;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads RFC 7239's header {@code Forwarded}. Strictly, because its left part is the caller's and its right part a proxy's: a
 * quote that the caller leaves open must not swallow what the proxy has appended.
 */
final class ForwardedHops {

    /** A pair, or nothing, and what ends it. An address may stand without the quotes that it should have. */
    private static final Pattern PAIR = Pattern.compile("\\G[ \\t]*+"
            + "(?:([!#$%&'*+.^_`|~0-9A-Za-z-]++)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^ \\t\",;]++)))?+"
            + "[ \\t]*+([,;]|\\z)");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private ForwardedHops() {}

    /** What each element says of {@code for}, empty where it says nothing; {@code null} if a line is malformed. */
    static @Nullable List<String> of(List<String> lines) {
        List<String> hops = new ArrayList<>();
        for (String line : lines) {
            if (!read(line, hops)) {
                return null;
            }
        }
        return hops;
    }

    private static boolean read(String line, List<String> hops) {
        Matcher pair = PAIR.matcher(line);
        String hop = null;
        while (pair.find()) {
            if ("for".equalsIgnoreCase(pair.group(1))) {
                if (hop != null) {
                    return false;
                }
                hop = value(pair);
            }
            String end = pair.group(4);
            if (!end.equals(";")) {
                hops.add(hop == null ? "" : hop);
                hop = null;
            }
            if (end.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static String value(Matcher pair) {
        String quoted = pair.group(2);
        return quoted == null ? pair.group(3) : ESCAPE.matcher(quoted).replaceAll("$1");
    }
}
