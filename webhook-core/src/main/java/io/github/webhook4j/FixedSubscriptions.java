package io.github.webhook4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Subscriptions to a URL that the sender's API can neither change nor delete, such as those that somebody has made by hand. */
record FixedSubscriptions(List<Subscription> fixed) {

    /** Those that are not among these. */
    List<Subscription> others(List<Subscription> existing) {
        return existing.stream().filter(one -> !fixed.contains(one)).toList();
    }

    /** What is wanted and not sent by these, so that nothing is sent twice. */
    List<Subscription> missing(List<Subscription> wanted) {
        List<Subscription> missing = new ArrayList<>();
        for (Subscription one : wanted) {
            TreeSet<String> events = new TreeSet<>(one.events());
            boolean less = fixed.stream()
                    .filter(existing -> existing.kind().equals(one.kind()) && existing.hasSettingsOf(one))
                    .map(existing -> events.removeAll(existing.events()))
                    .reduce(false, Boolean::logicalOr);
            if (!less) {
                missing.add(one);
            } else if (!events.isEmpty()) {
                missing.add(new Subscription(one.id(), one.kind(), one.url(), events, one.settings()));
            }
        }
        return missing;
    }

    /** A sentence for each that is not as wanted. */
    List<String> remarks(List<Subscription> wanted) {
        List<String> remarks = new ArrayList<>();
        for (Subscription existing : fixed) {
            String where = "The sender's API can neither change nor delete " + existing + "; do so where it was made.";
            Optional<Subscription> asWanted = wanted.stream()
                    .filter(one -> one.kind().equals(existing.kind()))
                    .findFirst();
            if (asWanted.isEmpty()) {
                remarks.add(where);
                continue;
            }
            List<String> differences = existing.differences(asWanted.get());
            if (!differences.isEmpty()) {
                remarks.add(where + " It differs: " + String.join(", ", differences)
                        + "; what it lacks is subscribed beside it.");
            }
        }
        return remarks;
    }
}
