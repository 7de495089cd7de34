package io.github.webhook4j.stripe;

import io.github.webhook4j.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The types that handlers have, as Stripe wants them: names, or {@code *} for snapshot events.
 *
 * @param snapshot types of snapshot events
 * @param thin types of thin events
 * @param remarks what Stripe cannot be asked for
 */
record StripeTypes(Set<String> snapshot, Set<String> thin, List<String> remarks) {

    private static final String ALL = "*";
    private static final Pattern THIN = Pattern.compile("v[0-9]+\\..*");

    static StripeTypes of(Set<String> types) {
        StripeTypes sorted = new StripeTypes(new TreeSet<>(), new TreeSet<>(), new ArrayList<>());
        new TreeSet<>(types).forEach(sorted::add);
        if (types.contains(ALL)) {
            sorted.snapshot.clear();
            sorted.snapshot.add(ALL);
            sorted.remarks.add(
                    "\"*\" asks Stripe for all snapshot events except those that it sends only to who names them, "
                            + "and for no thin event; handle families such as \"invoice.*\" and \"v2.core.*\" to ask for these, too.");
        }
        return sorted;
    }

    private void add(String type) {
        if (!type.endsWith(ALL)) {
            put(type);
        } else if (!type.equals(ALL)) {
            EventType<?> family = EventType.of(type, Object.class);
            List<String> members = StripeEvents.all().stream()
                    .map(EventType::name)
                    .filter(family::includes)
                    .toList();
            members.forEach(this::put);
            if (members.isEmpty()) {
                remarks.add("\"" + type + "\" is not subscribed to: Stripe wants names, "
                        + "and this version knows no type of that family; handle its types by name.");
            }
        }
    }

    private void put(String type) {
        (THIN.matcher(type).matches() ? thin : snapshot).add(type);
    }
}
