package io.github.webhook4j.github;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whose hook sends an event, as GitHub's description of the events says it. */
enum EventPlace {
    REPOSITORY("a repository"),
    ORGANIZATION("an organization"),
    APP("a GitHub App"),
    ENTERPRISE("an enterprise"),
    MARKETPLACE("a Marketplace listing"),
    SPONSORS("a Sponsors account");

    private static final String ALL = "*";
    private static final String PING = "ping";

    /** Of the events that not all three targets have. New ones come each month: what is not here is asked for. */
    private static final Map<String, Set<EventPlace>> KNOWN = known();

    /** What an App gets unasked; its settings do not offer it. */
    private static final Set<String> UNASKED =
            Set.of("installation", "installation_repositories", "github_app_authorization");

    private final String owner;

    EventPlace(String owner) {
        this.owner = owner;
    }

    /**
     * What to ask for.
     *
     * @param events GitHub's names
     * @param remarks what cannot be had
     */
    record Chosen(NavigableSet<String> events, List<String> remarks) {}

    /** The events of handlers' types, such as {@code pull_request} of {@code pull_request.opened}. */
    Chosen chosen(Collection<String> types) {
        NavigableSet<String> events = new TreeSet<>();
        List<String> remarks = new ArrayList<>();
        for (String event : events(types)) {
            Set<EventPlace> places = KNOWN.getOrDefault(event, Set.of(this));
            if (event.equals(PING)) {
                remarks.add("ping needs no subscription: GitHub sends it when a hook is created");
            } else if (!places.contains(this)) {
                remarks.add(event + " does not come from the hook of " + owner + ", but of " + owners(places));
            } else {
                events.add(event);
            }
        }
        if (events.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no event that GitHub could be asked for: " + String.join("; ", remarks));
        }
        return new Chosen(events.contains(ALL) ? new TreeSet<>(Set.of(ALL)) : events, remarks);
    }

    private static NavigableSet<String> events(Collection<String> types) {
        NavigableSet<String> events = new TreeSet<>();
        for (String type : types) {
            int action = type.indexOf('.');
            events.add(action < 0 ? type : type.substring(0, action));
        }
        return events;
    }

    private static String owners(Set<EventPlace> places) {
        return places.stream().map(place -> place.owner).collect(Collectors.joining(" or "));
    }

    /** Of an App's events those that somebody has to choose in its settings. */
    static NavigableSet<String> asked(NavigableSet<String> events) {
        NavigableSet<String> asked = new TreeSet<>(events);
        asked.removeAll(UNASKED);
        return asked;
    }

    private static Map<String, Set<EventPlace>> known() {
        Map<String, Set<EventPlace>> known = new HashMap<>();
        put(known, EnumSet.of(REPOSITORY, ORGANIZATION), "package repository_import repository_vulnerability_alert");
        put(
                known,
                EnumSet.of(ORGANIZATION, APP),
                "custom_property membership org_block organization organization_custom_property_values "
                        + "personal_access_token_request team");
        put(known, EnumSet.of(ORGANIZATION), "projects_v2 projects_v2_item projects_v2_status_update");
        put(
                known,
                EnumSet.of(APP),
                "deployment_protection_rule deployment_review github_app_authorization installation "
                        + "installation_repositories installation_target merge_group repository_dispatch security_advisory "
                        + "workflow_dispatch");
        put(known, EnumSet.of(ENTERPRISE), "enterprise organization_custom_property user");
        put(known, EnumSet.of(MARKETPLACE), "marketplace_purchase");
        put(known, EnumSet.of(SPONSORS), "sponsorship");
        return Map.copyOf(known);
    }

    private static void put(Map<String, Set<EventPlace>> known, Set<EventPlace> places, String events) {
        for (String event : events.split(" ", -1)) {
            known.put(event, places);
        }
    }
}
