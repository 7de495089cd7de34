package io.github.webhook4j.spring;

import io.github.webhook4j.HandlerMethod;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;

/** Finds the annotated methods of beans: declared on the class that somebody wrote, called on the proxy that Spring hands out. */
final class HandlerBeans {

    private HandlerBeans() {}

    static List<HandlerMethod> handlers(ConfigurableListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanNamesForType(Object.class))
                .filter(name -> !ScopedProxyUtils.isScopedTarget(name))
                .flatMap(name -> handlers(beans, name))
                .toList();
    }

    private static Stream<HandlerMethod> handlers(ConfigurableListableBeanFactory beans, String name) {
        Class<?> written = AutoProxyUtils.determineTargetClass(beans, name);
        if (written != null && ScopedObject.class.isAssignableFrom(written)) {
            written = AutoProxyUtils.determineTargetClass(beans, ScopedProxyUtils.getTargetBeanName(name));
        }
        if (written == null) {
            return Stream.empty();
        }
        Class<?> handedOut = Objects.requireNonNullElse(beans.getType(name), written);
        return MethodIntrospector.selectMethods(written, HandlerBeans::isAnnotated).stream()
                .flatMap(method ->
                        HandlerMethod.of(method, invocable(method, handedOut), () -> beans.getBean(name)).stream())
                .sorted(Comparator.comparing(HandlerMethod::name));
    }

    private static Method invocable(Method method, Class<?> handedOut) {
        Method invocable = AopUtils.selectInvocableMethod(method, handedOut);
        if (Modifier.isFinal(invocable.getModifiers()) && SpringProxy.class.isAssignableFrom(handedOut)) {
            throw new IllegalStateException(
                    method + " is final, so that the bean's proxy cannot pass it on: remove final");
        }
        return invocable;
    }

    private static boolean isAnnotated(Method method) {
        return !HandlerMethod.annotations(method).isEmpty();
    }
}
