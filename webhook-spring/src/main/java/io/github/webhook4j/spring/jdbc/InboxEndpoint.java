package io.github.webhook4j.spring.jdbc;

import io.github.webhook4j.jdbc.InboxCommand;
import io.github.webhook4j.jdbc.InboxConsole;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

/** The inbox's console as an endpoint of the actuator. */
@Endpoint(id = "webhookinbox")
@SuppressWarnings("deprecation") // the one Nullable by which Boot 3.5 and 4 both see that a parameter may be left out
final class InboxEndpoint {

    private final InboxConsole console;

    InboxEndpoint(InboxConsole console) {
        this.console = console;
    }

    @ReadOperation
    Map<String, Object> overview(
            @Nullable String endpoint, @Nullable String type, @Nullable String state, @Nullable String limit) {
        return asked(() -> console.overview(endpoint, type, state, limit));
    }

    @ReadOperation
    @Nullable
    Map<String, Object> entry(@Selector String number) {
        return asked(() -> console.entry(number));
    }

    @WriteOperation
    Map<String, Object> run(
            String action,
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

    private static <T extends @org.jspecify.annotations.Nullable Object> T asked(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpointRequestException(e.toString(), e.getMessage(), e);
        }
    }
}
