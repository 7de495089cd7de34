package io.github.webhook4j.micronaut;

import io.github.webhook4j.HandlerMethod;
import io.github.webhook4j.OnEvent;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Executable;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the methods that {@link OnEventMapper} has marked. They are called on the bean, which is the proxy if it has advice. */
final class HandlerMethods {

    private HandlerMethods() {}

    static List<HandlerMethod> in(BeanContext beans) {
        return beans.getBeanDefinitions(Qualifiers.any()).stream()
                .filter(bean -> bean.requiresMethodProcessing() || bean.hasStereotype(Executable.class))
                .flatMap(bean -> in(beans, bean))
                .sorted(Comparator.comparing(HandlerMethod::name))
                .toList();
    }

    private static Stream<HandlerMethod> in(BeanContext beans, BeanDefinition<?> bean) {
        return bean.getExecutableMethods().stream()
                .filter(executable -> executable.hasStereotype(OnEvent.class))
                .flatMap(executable -> {
                    Method method = executable.getTargetMethod();
                    return HandlerMethod.of(method, method, () -> beans.getBean(bean)).stream();
                });
    }
}
