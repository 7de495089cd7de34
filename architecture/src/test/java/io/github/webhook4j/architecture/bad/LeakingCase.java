package io.github.webhook4j.architecture.bad;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Prints what must not be printed. Not run by Surefire, whose tests have other names. */
public class LeakingCase {

    @Test
    void says() {
        System.err.print("the secret of the ");
        System.err.println("tests");
    }

    @Test
    void logs() {
        LoggerFactory.getLogger(LeakingCase.class).warn("body {}", "{\"id\":\"evt_1\"}");
    }

    @Test
    void logsByJava() {
        Logger.getLogger("leaking").warning("sha256=0123456789012345678901234567890123456789");
    }

    @Test
    void throwsIt() {
        LoggerFactory.getLogger(LeakingCase.class)
                .warn("failed", new IllegalStateException(new IllegalStateException("{\"id\":\"evt_1\"}")));
    }

    @Test
    void isSilentAboutThem() {
        Logger.getLogger("leaking").log(Level.WARNING, "delivered id={0}", "evt_1");
    }
}
