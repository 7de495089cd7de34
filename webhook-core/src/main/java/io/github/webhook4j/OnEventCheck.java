package io.github.webhook4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Has the compiler refuse handlers of types that do not exist, and of payloads that their type does not carry, with the names
 * that were probably meant. The start of the application refuses them as well.
 *
 * <p>Runs where this module and the provider modules are on the compiler's processor path: that is the class path unless
 * another one is named, and from JDK 23 on only with {@code -proc:full}. Handlers of providers that are not on the processor path are
 * left to the start.
 */
public final class OnEventCheck extends AbstractProcessor {

    private static final String ON_EVENT = OnEvent.class.getName();

    private final Map<String, EventCatalog> catalogs = new TreeMap<>();

    /** For the compiler. */
    public OnEventCheck() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        // a provider's annotation carries @OnEvent, which the compiler does not look for
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        try {
            ServiceLoader.load(ProviderFactory.class, OnEventCheck.class.getClassLoader())
                    .forEach(
                            factory -> catalogs.put(factory.name(), new EventCatalog(factory.name(), factory.types())));
        } catch (ServiceConfigurationError | LinkageError e) {
            environment
                    .getMessager()
                    .printMessage(Kind.NOTE, "webhook4j leaves handlers to the start of the application: " + e);
        }
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            AnnotationMirror carried =
                    annotation.getQualifiedName().contentEquals(ON_EVENT) ? null : mirror(annotation, ON_EVENT);
            if (carried != null || annotation.getQualifiedName().contentEquals(ON_EVENT)) {
                for (Element element : round.getElementsAnnotatedWith(annotation)) {
                    if (element.getKind() == ElementKind.METHOD) {
                        check((ExecutableElement) element, annotation, carried);
                    }
                }
            }
        }
        return false;
    }

    private void check(ExecutableElement method, TypeElement annotation, @Nullable AnnotationMirror carried) {
        AnnotationMirror used = mirror(method, annotation.getQualifiedName().toString());
        if (used == null || "true".equals(text(used, "allowUnknown"))) {
            return;
        }
        String provider = text(carried == null ? used : carried, "provider");
        AnnotationValue types = value(used, "value");
        if (types != null && types.getValue() instanceof List<?> list) {
            list.forEach(type -> check(method, used, (AnnotationValue) type, provider));
        }
    }

    private void check(ExecutableElement method, AnnotationMirror used, AnnotationValue type, String provider) {
        String name = String.valueOf(type.getValue());
        try {
            if (provider.isEmpty()) {
                checkAny(describe(method), name);
            } else if (catalogs.containsKey(provider)) {
                EventCatalog catalog = catalogs.get(provider);
                catalog.check(describe(method), EventType.of(name, JsonNode.class), payloads(method, catalog));
            }
        } catch (IllegalArgumentException e) {
            processingEnv.getMessager().printMessage(Kind.ERROR, e.getMessage(), method, used, type);
        }
    }

    private void checkAny(String handler, String type) {
        if (!catalogs.isEmpty() && catalogs.values().stream().noneMatch(catalog -> catalog.knows(type))) {
            throw EventCatalog.unknown(
                    handler,
                    type,
                    catalogs.values().stream()
                            .flatMap(catalog -> catalog.suggestions().stream())
                            .collect(Collectors.toSet()));
        }
    }

    /** What the method takes, as far as it can be checked here. */
    private List<Class<?>> payloads(ExecutableElement method, EventCatalog catalog) {
        List<Class<?>> payloads = new ArrayList<>();
        for (VariableElement parameter : method.getParameters()) {
            String name = binaryName(parameter.asType());
            catalog.models().stream()
                    .filter(model -> model.getName().equals(name))
                    .forEach(payloads::add);
            if (PayloadBinders.of(name) != null) {
                foreign(name).ifPresent(payloads::add);
            }
        }
        return payloads;
    }

    /** A class of another library, which need not be where this module is. */
    private static Optional<Class<?>> foreign(String name) {
        try {
            return Optional.of(Class.forName(name, false, OnEventCheck.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private String binaryName(TypeMirror type) {
        return processingEnv.getTypeUtils().asElement(type) instanceof TypeElement element
                ? processingEnv.getElementUtils().getBinaryName(element).toString()
                : "";
    }

    private static String describe(ExecutableElement method) {
        return method.getParameters().stream()
                .map(parameter -> simpleName(parameter.asType()))
                .collect(Collectors.joining(
                        ", ",
                        Objects.requireNonNull(method.getEnclosingElement()).getSimpleName() + "."
                                + method.getSimpleName() + "(",
                        ")"));
    }

    private static String simpleName(TypeMirror type) {
        String name = type.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static @Nullable AnnotationMirror mirror(Element element, String annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(annotation)) {
                return mirror;
            }
        }
        return null;
    }

    private static String text(AnnotationMirror annotation, String attribute) {
        AnnotationValue value = value(annotation, attribute);
        return value == null ? "" : String.valueOf(value.getValue());
    }

    private static @Nullable AnnotationValue value(AnnotationMirror annotation, String attribute) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                annotation.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(attribute)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
