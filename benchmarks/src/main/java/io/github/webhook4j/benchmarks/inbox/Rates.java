package io.github.webhook4j.benchmarks.inbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, once in each round. */
final class Rates {

    static final String BARE = "bare INSERT";
    static final String OVER_HTTP = "over HTTP";
    static final String OTHER = "db-scheduler";

    private final Map<String, List<Double>> measured = new LinkedHashMap<>();

    /** Shown at once, and unless it is of the warm-up in the table as well. */
    void note(String what, double rate) {
        System.err.printf(Locale.ROOT, "%-55s %,10.0f/s%n", what, rate);
        if (!what.endsWith("warm-up")) {
            measured.computeIfAbsent(what, first -> new ArrayList<>()).add(rate);
        }
    }

    String markdown() {
        StringBuilder table = new StringBuilder("| | a second | least to most | |\n| --- | ---: | ---: | ---: |");
        measured.forEach((what, rates) -> table.append(String.format(
                Locale.ROOT,
                "%n| %s | %,.0f | %,.0f to %,.0f | %s |",
                what,
                middle(rates),
                Collections.min(rates),
                Collections.max(rates),
                ratio(what, middle(rates)))));
        return table.toString();
    }

    private static double middle(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    /** In the same run, with as many rows done, and with the same effects. */
    private String ratio(String what, double rate) {
        String first = what.contains(",") ? what.substring(0, what.indexOf(',')) : what;
        String rest = what.replace(", two nodes", "").substring(first.length());
        String other = first.endsWith(OVER_HTTP) ? BARE : OTHER;
        List<Double> others = measured.get(other + rest);
        return others != null && !first.equals(other)
                ? String.format(Locale.ROOT, "%.2f x %s", rate / middle(others), other)
                : "";
    }
}
