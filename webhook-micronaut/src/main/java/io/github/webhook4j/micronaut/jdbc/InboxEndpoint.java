package io.github.webhook4j.micronaut.jdbc;

import io.github.webhook4j.jdbc.InboxCommand;
import io.github.webhook4j.jdbc.InboxConsole;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.management.endpoint.annotation.Selector;
import io.micronaut.management.endpoint.annotation.Write;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inbox's console as a management endpoint. */
@Endpoint(id = "webhookinbox", defaultEnabled = false)
@Requires(classes = {InboxConsole.class, Endpoint.class})
@Requires(beans = InboxConsole.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InboxEndpoint {

    private final InboxConsole console;

    InboxEndpoint(InboxConsole console) {
        this.console = console;
    }

    @Read
    Map<String, Object> overview(
            @Nullable String endpoint, @Nullable String type, @Nullable String state, @Nullable String limit) {
        return asked(() -> console.overview(endpoint, type, state, limit));
    }

    @Read
    @Nullable
    Map<String, Object> entry(@Selector String number) {
        return asked(() -> console.entry(number));
    }

    @Write
    Map<String, Object> run(
            @Nullable String action,
            @Nullable String endpoint,
            @Nullable String type,
            @Nullable String id,
            @Nullable String state,
            @Nullable String from,
            @Nullable String until,
            @Nullable String number,
            @Nullable String perSecond,
            @Nullable String dryRun) {
        return asked(() -> console.run(
                new InboxCommand(action, endpoint, type, id, state, from, until, number, perSecond, dryRun)));
    }

    private static <T extends @Nullable Object> T asked(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException e) {
            throw new HttpStatusException(HttpStatus.BAD_REQUEST, e.getMessage());
        }
    }
}
