package io.github.webhook4j;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a provider from configuration. A provider module names its factory in {@code
 * META-INF/services/io.github.webhook4j.ProviderFactory}.
 */
public interface ProviderFactory {

    /**
     * The provider's name.
     *
     * @return the name, such as {@code stripe}
     */
    String name();

    /**
     * The options that {@link #create} understands.
     *
     * @return their names, in lower case with hyphens; none unless overridden
     */
    default Set<String> options() {
        return Set.of();
    }

    /**
     * The types of event that the provider knows, for checks at compile time.
     *
     * @return the types; empty if any name is one
     */
    default Collection<? extends EventType<?>> types() {
        return List.of();
    }

    /**
     * Makes the provider.
     *
     * @param secrets what it signs with
     * @param options values by name, only of names in {@link #options()}
     * @return the provider
     * @throws IllegalArgumentException if a value cannot be understood
     */
    WebhookProvider create(Secrets secrets, Map<String, String> options);

    /**
     * The options that {@link #api} understands.
     *
     * @return their names, in lower case with hyphens; none, unless overridden, and then there is no API
     */
    default Set<String> apiOptions() {
        return Set.of();
    }

    /**
     * Makes the sender's API, as far as it is about webhooks.
     *
     * @param options values by name, only of names in {@link #apiOptions()}
     * @return the API
     * @throws IllegalArgumentException if a value is missing or cannot be understood
     */
    default SenderApi api(SenderOptions options) {
        throw new IllegalArgumentException("Provider " + name() + " has no API to subscribe by");
    }
}
