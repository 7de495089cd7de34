package io.github.webhook4j.jdbc;

import java.time.Duration;

/**
 * How long tests of crashes and faults go on: short in every build, for the night {@code -Dwebhook4j.crash.minutes=10
 * -Djunit.jupiter.execution.timeout.mode=disabled}.
 */
final class Length {

    private Length() {}

    static Duration of(Duration usual) {
        String minutes = System.getProperty("webhook4j.crash.minutes");
        return minutes == null ? usual : Duration.ofMinutes(Long.parseLong(minutes));
    }
}
