package io.github.webhook4j;

import java.lang.annotation.Annotation;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An annotated method, ready to be registered. Adapters make these from their framework's beans, so that proxies keep their
 * advice; everybody else calls {@link WebhookEndpoint.Builder#handlers(Object...)}.
 *
 * @param name the method as messages show it, such as {@code Billing.paid(Invoice)}
 * @param on the annotation's values
 * @param parameters the types of the parameters
 * @param answers whether the method returns something, which becomes the body of the answer
 * @param invoker calls the method
 */
public record HandlerMethod(String name, On on, List<Class<?>> parameters, boolean answers, Invoker invoker) {

    private static final Set<Class<?>> NO_BODY = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Character.class);

    /**
     * Copies the parameters.
     *
     * @param name the method as messages show it
     * @param on the annotation's values
     * @param parameters the types of the parameters
     * @param answers whether the method returns something
     * @param invoker calls the method
     */
    public HandlerMethod {
        parameters = List.copyOf(parameters);
    }

    /**
     * The values of {@link OnEvent}, or of a provider's annotation that carries it.
     *
     * @param provider the provider's name, or empty for any
     * @param types the names and families to handle
     * @param allowUnknown whether unknown names pass the check at start-up
     */
    public record On(String provider, List<String> types, boolean allowUnknown) {
        /**
         * Copies the types.
         *
         * @param provider the provider's name, or empty for any
         * @param types the names and families to handle
         * @param allowUnknown whether unknown names pass the check at start-up
         */
        public On {
            types = List.copyOf(types);
        }
    }

    /** Calls a handler method on its bean. Thread-safe. */
    @FunctionalInterface
    public interface Invoker {
        /**
         * Calls the method.
         *
         * @param arguments the arguments, in the order of the parameters
         * @return what the method returns
         * @throws Throwable what the method throws
         */
        @Nullable
        Object invoke(Object[] arguments) throws Throwable;
    }

    /**
     * Finds the annotations on a method.
     *
     * @param method any method
     * @return one element for each annotation that makes it a handler; usually empty
     */
    public static List<On> annotations(Method method) {
        List<On> found = new ArrayList<>(0);
        for (Annotation annotation : method.getAnnotations()) {
            if (annotation instanceof OnEvent on) {
                found.add(new On(on.provider(), List.of(on.value()), on.allowUnknown()));
            } else {
                OnEvent meta = annotation.annotationType().getAnnotation(OnEvent.class);
                if (meta != null) {
                    found.add(new On(meta.provider(), List.of((String[]) attribute(annotation, "value")), (boolean)
                            attribute(annotation, "allowUnknown")));
                }
            }
        }
        return found;
    }

    /**
     * Handlers from one annotated method.
     *
     * @param annotated the method that carries the annotations
     * @param invoked the method to call, which differs from {@code annotated} on a proxy
     * @param bean supplies the object to call it on, each time
     * @return one handler for each annotation
     * @throws IllegalArgumentException if the method is private or static, or returns what is no body
     */
    public static List<HandlerMethod> of(Method annotated, Method invoked, Supplier<?> bean) {
        String name = describe(annotated);
        List<On> annotations = annotations(annotated);
        if (annotations.isEmpty()) {
            return List.of();
        }
        check(name, annotated);
        if (!invoked.trySetAccessible()) {
            throw new IllegalArgumentException(
                    name + " cannot be called: make it public, or open its package to webhook-core");
        }
        Invoker invoker = arguments -> {
            try {
                return invoked.invoke(bean.get(), arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        };
        boolean answers = annotated.getReturnType() != void.class;
        return annotations.stream()
                .map(on -> new HandlerMethod(name, on, List.of(annotated.getParameterTypes()), answers, invoker))
                .toList();
    }

    /**
     * What is missing where a handler takes a class of another library, and the library is not there.
     *
     * @param failure what reflection or a framework has thrown; its causes are looked at
     * @return a sentence that names the class and the artifact to add; empty if no class is missing, or if no
     *     {@link PayloadBinder} is for it
     */
    public static Optional<String> missingLibrary(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(NoClassDefFoundError.class::isInstance)
                .map(NoClassDefFoundError.class::cast)
                .findFirst()
                .flatMap(PayloadBinders::missing);
    }

    /** The same handler for those of its types that a provider has, if there are any. */
    Optional<HandlerMethod> knownTo(EventCatalog catalog) {
        List<String> known = on.types().stream().filter(catalog::knows).toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new HandlerMethod(name, new On(on.provider(), known, false), parameters, answers, invoker));
    }

    /** All handlers of a plain object, in the order of their names. */
    static List<HandlerMethod> of(Object bean) {
        Map<String, Method> methods = new TreeMap<>();
        for (Class<?> type = bean.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Method method : declared(type)) {
                if (!method.isBridge() && !annotations(method).isEmpty()) {
                    // a superclass's method that is overridden would run twice
                    methods.putIfAbsent(method.getName() + Arrays.toString(method.getParameterTypes()), method);
                }
            }
        }
        if (methods.isEmpty()) {
            throw new IllegalArgumentException(
                    bean.getClass().getName()
                            + " has no handler: annotate a method with @OnEvent, or with the provider's annotation such as @OnStripe");
        }
        return methods.values().stream()
                .flatMap(method -> of(method, method, () -> bean).stream())
                .toList();
    }

    private static Method[] declared(Class<?> type) {
        try {
            return type.getDeclaredMethods();
        } catch (NoClassDefFoundError e) {
            throw missingLibrary(e)
                    .map(missing -> new IllegalArgumentException(type.getName() + ": " + missing, e))
                    .orElseThrow(() -> e);
        }
    }

    private static void check(String name, Method method) {
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            throw new IllegalArgumentException(
                    name + " is private or static, so it cannot be a handler: make it an instance "
                            + "method that is not private");
        }
        Class<?> returned = method.getReturnType();
        if (Future.class.isAssignableFrom(returned)
                || CompletionStage.class.isAssignableFrom(returned)
                || Stream.of(returned.getInterfaces())
                        .anyMatch(type -> type.getSimpleName().equals("Publisher"))
                || returned.getSimpleName().equals("Publisher")) {
            throw new IllegalArgumentException(
                    name + " returns " + returned.getSimpleName()
                            + ": the sender is answered when the method has returned, so do not return before the work is done");
        }
        if (returned != void.class && (returned.isPrimitive() || NO_BODY.contains(returned))) {
            throw new IllegalArgumentException(name + " returns " + returned.getSimpleName()
                    + ": a handler returns nothing, or the body of the answer: text, or an object that becomes JSON");
        }
    }

    private static String describe(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Object attribute(Annotation annotation, String name) {
        try {
            Method attribute = annotation.annotationType().getMethod(name);
            // the annotation itself need not be public
            attribute.setAccessible(true);
            return attribute.invoke(annotation);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "@" + annotation.annotationType().getSimpleName() + " carries @OnEvent but has no attribute " + name
                            + " that webhook-core may read",
                    e);
        }
    }
}
