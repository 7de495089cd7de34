package io.github.webhook4j;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record whose components are the fields of a JSON object, with no rule of Jackson's but their names: almost every record of
 * the models. All others are left to Jackson.
 *
 * @param constructor the one way to make it
 * @param names the fields, in the order of the components
 * @param slots what reads them, in the same order
 */
record PlainRecord(Constructor<?> constructor, List<String> names, List<RecordSlot> slots) {

    private static final String JACKSON = "com.fasterxml.jackson.";

    /** Besides records. Of all of them, {@code null} stands for a field that is absent. */
    private static final Set<Class<?>> TYPES = Set.of(
            String.class,
            Long.class,
            Boolean.class,
            Instant.class,
            JsonNode.class,
            List.class,
            Map.class,
            BigDecimal.class);

    /** The record, or {@code null} if it is not a plain one. */
    static @Nullable PlainRecord of(JavaType type) {
        Class<?> raw = type.getRawClass();
        RecordComponent[] components = raw.getRecordComponents();
        Constructor<?>[] constructors = raw.getDeclaredConstructors();
        if (components.length == 0 || constructors.length != 1 || hasRules(raw)) {
            return null;
        }
        List<String> names = new ArrayList<>(components.length);
        List<RecordSlot> slots = new ArrayList<>(components.length);
        boolean snakeCase = raw.isAnnotationPresent(JsonNaming.class);
        Annotation[][] parameters = constructors[0].getParameterAnnotations();
        for (int i = 0; i < components.length; i++) {
            JsonProperty property = components[i].getAccessor().getAnnotation(JsonProperty.class);
            if (!isPlain(components[i], parameters[i], property)) {
                return null;
            }
            names.add(name(components[i], property, snakeCase));
            slots.add(new RecordSlot(components[i], type.getBindings()));
        }
        if (new HashSet<>(names).size() < names.size()) {
            return null;
        }
        ClassUtil.checkAndFixAccess(constructors[0], false);
        return new PlainRecord(constructors[0], names, slots);
    }

    /** Whether something else than its components says what it is read from. */
    private static boolean hasRules(Class<?> raw) {
        for (Annotation annotation : raw.getAnnotations()) {
            if (isJacksons(annotation) && !(annotation instanceof JsonInclude) && !isSnakeCase(annotation)) {
                return true;
            }
        }
        for (Method method : raw.getDeclaredMethods()) {
            boolean factory = Modifier.isStatic(method.getModifiers()) && !method.isSynthetic();
            if (factory || hasRules(method)) {
                return true;
            }
        }
        return hasRules(raw.getDeclaredConstructors()[0]);
    }

    private static boolean isSnakeCase(Annotation annotation) {
        return annotation instanceof JsonNaming naming && naming.value() == SnakeCaseStrategy.class;
    }

    private static boolean hasRules(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .anyMatch(annotation -> isJacksons(annotation) && !(annotation instanceof JsonProperty));
    }

    private static boolean isPlain(
            RecordComponent component, Annotation[] parameter, @Nullable JsonProperty onAccessor) {
        JsonProperty onParameter = null;
        for (Annotation annotation : parameter) {
            if (annotation instanceof JsonProperty property) {
                onParameter = property;
            } else if (isJacksons(annotation)) {
                return false;
            }
        }
        boolean named = onAccessor == null ? onParameter == null : onAccessor.equals(onParameter);
        return named
                && (TYPES.contains(component.getType()) || component.getType().isRecord());
    }

    private static boolean isJacksons(Annotation annotation) {
        return annotation.annotationType().getName().startsWith(JACKSON);
    }

    private static String name(RecordComponent component, @Nullable JsonProperty property, boolean snakeCase) {
        if (property != null && !property.value().isEmpty()) {
            return property.value();
        }
        return snakeCase ? new SnakeCaseStrategy().translate(component.getName()) : component.getName();
    }
}
