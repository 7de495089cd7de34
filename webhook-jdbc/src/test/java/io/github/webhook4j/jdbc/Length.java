package io.github.webhook4j.jdbc;

import java.time.Duration;

/** How long tests of crashes and faults go on: short in every build, {@code -Dwebhook4j.crash.minutes=10} for the night. */
final class Length {

    private Length() {}

    static Duration of(Duration usual) {
        String minutes = System.getProperty("webhook4j.crash.minutes");
        return minutes == null ? usual : Duration.ofMinutes(Long.parseLong(minutes));
    }
}
