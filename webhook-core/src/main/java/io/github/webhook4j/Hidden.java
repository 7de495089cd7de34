package io.github.webhook4j;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Texts that must not get into any message, and the messages without them. */
final class Hidden {

    private static final int MOST_CHARACTERS = 300;
    private static final int LEAST_CHARACTERS = 4;

    private final Set<String> texts = ConcurrentHashMap.newKeySet();

    /** Of a header such as {@code Bearer x}, the part after the scheme alone is secret, too. */
    String add(String text) {
        texts.add(text);
        texts.add(text.substring(text.indexOf(' ') + 1));
        return text;
    }

    /** In one line, not too long, with a mark in place of what is hidden. */
    String removedFrom(String message) {
        String shown = message;
        List<String> longestFirst = texts.stream()
                .filter(text -> text.length() >= LEAST_CHARACTERS)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String text : longestFirst) {
            shown = shown.replace(text, "***");
        }
        shown = shown.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return shown.length() <= MOST_CHARACTERS ? shown : shown.substring(0, MOST_CHARACTERS) + "...";
    }

    @Override
    public String toString() {
        return "Hidden[" + texts.size() + "]";
    }
}
