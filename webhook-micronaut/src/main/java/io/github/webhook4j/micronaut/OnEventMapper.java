package io.github.webhook4j.micronaut;

import io.github.webhook4j.OnEvent;
import io.micronaut.context.annotation.Executable;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.inject.annotation.NamedAnnotationMapper;
import io.micronaut.inject.visitor.VisitorContext;
import java.lang.annotation.Annotation;
import java.util.List;

/**
 * Has Micronaut's annotation processor treat handler methods, those with a provider's annotation included, as executable
 * ones. Runs in the application's compiler, with this module among its {@code annotationProcessorPaths}.
 */
public final class OnEventMapper implements NamedAnnotationMapper {

    /** For {@link java.util.ServiceLoader}. */
    public OnEventMapper() {}

    @Override
    public String getName() {
        return OnEvent.class.getName();
    }

    @Override
    public List<AnnotationValue<?>> map(AnnotationValue<Annotation> annotation, VisitorContext context) {
        return List.of(AnnotationValue.builder(Executable.class).build());
    }
}
