package io.github.webhook4j;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The provider modules on the class path. */
final class ProviderFactories {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderFactories.class);

    private ProviderFactories() {}

    /** Every provider on the class path that needs no options, without secrets: to recognise what comes from it. */
    private static final class Known {
        static final List<WebhookProvider> PROVIDERS = load().values().stream()
                .flatMap(factory -> withoutSecrets(factory).stream())
                .toList();
    }

    static List<WebhookProvider> known() {
        return Known.PROVIDERS;
    }

    private static Optional<WebhookProvider> withoutSecrets(ProviderFactory factory) {
        try {
            return Optional.of(factory.create(Secrets.perRequest(request -> null), Map.of()));
        } catch (IllegalArgumentException e) {
            LOG.debug("Requests of provider {}, which needs options, are not recognised", factory.name(), e);
            return Optional.empty();
        }
    }

    private static Map<String, ProviderFactory> load() {
        Map<String, ProviderFactory> factories = new TreeMap<>();
        ServiceLoader.load(ProviderFactory.class, ProviderFactories.class.getClassLoader())
                .forEach(factory -> factories.put(factory.name(), factory));
        return factories;
    }

    static WebhookProvider create(String name, Secrets secrets, Map<String, String> options) {
        ProviderFactory factory = named(name);
        return factory.create(secrets, OptionNames.known("Provider " + name, options, factory.options()));
    }

    static SenderApi api(String name, Map<String, String> options) {
        ProviderFactory factory = named(name);
        if (factory.apiOptions().isEmpty()) {
            throw new IllegalArgumentException("Provider " + name + " has no API to subscribe by");
        }
        return factory.api(new SenderOptions(
                name, OptionNames.known("The API of provider " + name, options, factory.apiOptions())));
    }

    private static ProviderFactory named(String name) {
        Map<String, ProviderFactory> factories = load();
        ProviderFactory factory = factories.get(name);
        if (factory == null) {
            throw new IllegalArgumentException("No provider \"" + name + "\" on the class path, which has "
                    + factories.keySet() + "." + Suggestion.didYouMean(name, factories.keySet())
                    + " Add its module, such as io.github.webhook4j:webhook-" + name + ".");
        }
        return factory;
    }
}
