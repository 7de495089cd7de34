package io.github.webhook4j.spring;

import io.github.webhook4j.HandlerMethod;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to add where a handler takes a class of a library that is missing: Spring fails on it before handlers are looked for. */
final class MissingLibrary extends AbstractFailureAnalyzer<NoClassDefFoundError> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoClassDefFoundError cause) {
        return HandlerMethod.missingLibrary(cause)
                .map(description -> new FailureAnalysis(description, null, cause))
                .orElse(null);
    }
}
