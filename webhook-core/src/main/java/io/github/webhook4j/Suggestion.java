package io.github.webhook4j;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the names that somebody may have meant. */
final class Suggestion {

    private static final int MOST_NAMES = 3;

    private Suggestion() {}

    /** A sentence such as {@code Did you mean "invoice.paid"?}, with a blank before it, or nothing if no name is near. */
    static String didYouMean(String name, Collection<String> known) {
        int limit = Math.max(2, name.length() / 3);
        List<String> near = known.stream()
                .filter(candidate -> distance(name, candidate) <= limit)
                .sorted(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NAMES)
                .toList();
        return near.isEmpty()
                ? ""
                : near.stream().map(n -> '"' + n + '"').collect(Collectors.joining(" or ", " Did you mean ", "?"));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
