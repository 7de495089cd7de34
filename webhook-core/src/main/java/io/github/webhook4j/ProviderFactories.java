package io.github.webhook4j;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The provider modules on the class path. */
final class ProviderFactories {

    private ProviderFactories() {}

    static WebhookProvider create(String name, Secrets secrets, Map<String, String> options) {
        Map<String, ProviderFactory> factories = new TreeMap<>();
        ServiceLoader.load(ProviderFactory.class, ProviderFactories.class.getClassLoader())
                .forEach(factory -> factories.put(factory.name(), factory));
        ProviderFactory factory = factories.get(name);
        if (factory == null) {
            throw new IllegalArgumentException("No provider \"" + name + "\" on the class path, which has "
                    + factories.keySet() + "." + Suggestion.didYouMean(name, factories.keySet())
                    + " Add its module, such as io.github.webhook4j:webhook-" + name + ".");
        }
        for (String option : options.keySet()) {
            if (!factory.options().contains(option)) {
                throw new IllegalArgumentException("Provider " + name + " has no option \"" + option + "\", only "
                        + List.copyOf(factory.options()) + "." + Suggestion.didYouMean(option, factory.options()));
            }
        }
        return factory.create(secrets, options);
    }
}
