package io.github.webhook4j;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sender's API is configured with, for provider modules to read. Immutable; {@link #toString} shows names, never values. */
public final class SenderOptions {

    private final String provider;
    private final Map<String, String> values;

    SenderOptions(String provider, Map<String, String> values) {
        this.provider = provider;
        this.values = Map.copyOf(values);
    }

    /**
     * A value that has to be there.
     *
     * @param name the option's name, such as {@code token}
     * @return the value
     * @throws IllegalArgumentException if it is missing, blank, or a placeholder that nothing has resolved
     */
    public String required(String name) {
        String value = values.get(name);
        if (value == null || value.isBlank() || value.contains("${")) {
            throw new IllegalArgumentException("The API of " + provider + " needs the option \"" + name + "\""
                    + (value == null ? "" : ", which is blank or a placeholder that nothing resolves") + ".");
        }
        return value.strip();
    }

    /**
     * A value that may be missing.
     *
     * @param name the option's name
     * @return the value, or {@code null}
     * @throws IllegalArgumentException if it is there, but blank or a placeholder
     */
    public @Nullable String optional(String name) {
        return values.containsKey(name) ? required(name) : null;
    }

    /**
     * A value that may be missing.
     *
     * @param name the option's name
     * @param otherwise what it is then
     * @return the value
     */
    public String get(String name, String otherwise) {
        String value = optional(name);
        return value == null ? otherwise : value;
    }

    /**
     * A URL that may be missing.
     *
     * @param name the option's name
     * @param otherwise what it is then
     * @return the URL
     * @throws IllegalArgumentException if it is no URL
     */
    public URI url(String name, String otherwise) {
        try {
            return URI.create(get(name, otherwise));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The option \"" + name + "\" of the API of " + provider + " is no URL.", e);
        }
    }

    @Override
    public String toString() {
        return "SenderOptions[" + provider + ", " + values.keySet() + "]";
    }
}
