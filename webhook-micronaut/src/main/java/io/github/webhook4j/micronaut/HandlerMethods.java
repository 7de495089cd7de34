package io.github.webhook4j.micronaut;

import io.github.webhook4j.HandlerMethod;
import io.github.webhook4j.OnEvent;
import io.micronaut.context.BeanContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Comparator;
import java.util.List;

/** Finds the methods that {@link OnEventMapper} has marked. They are called on the bean, which is the proxy if it has advice. */
final class HandlerMethods {

    private HandlerMethods() {}

    static List<HandlerMethod> in(BeanContext beans) {
        try {
            return beans.getBeanDefinitions(Qualifiers.any()).stream()
                    .flatMap(bean -> bean.getExecutableMethods().stream()
                            .filter(method -> method.hasStereotype(OnEvent.class))
                            .map(ExecutableMethod::getTargetMethod)
                            .flatMap(method -> HandlerMethod.of(method, method, () -> beans.getBean(bean)).stream()))
                    .sorted(Comparator.comparing(HandlerMethod::name))
                    .toList();
        } catch (BeanInstantiationException e) {
            // a bean's definition does not load without the classes of its methods' parameters
            throw HandlerMethod.missingLibrary(e)
                    .<RuntimeException>map(missing -> new ConfigurationException(missing, e))
                    .orElse(e);
        }
    }
}
