package io.github.webhook4j;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts that must not get into any message, and the messages without them. */
final class Hidden {

    private static final int MOST_CHARACTERS = 300;
    private static final int LEAST_CHARACTERS = 4;

    /** Tokens that live for minutes come again and again; what an API was called with long ago is in no answer. */
    private static final int MOST_TEXTS = 200;

    private final Set<String> texts = new LinkedHashSet<>();

    /** Of a header such as {@code Bearer x}, the part after the scheme alone is secret, too. */
    synchronized String add(String text) {
        keep(text);
        keep(text.substring(text.indexOf(' ') + 1));
        return text;
    }

    private void keep(String text) {
        // again the newest
        texts.remove(text);
        texts.add(text);
        if (texts.size() > MOST_TEXTS) {
            texts.remove(texts.iterator().next());
        }
    }

    /** In one line, not too long, with a mark in place of what is hidden. */
    synchronized String removedFrom(String message) {
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
    public synchronized String toString() {
        return "Hidden[" + texts.size() + "]";
    }
}
