package io.github.webhook4j.cli;

/** How much is logged, on the standard error. Nothing may log before it is set up. */
final class Logging {

    private static final String LOGGER = "org.slf4j.simpleLogger.";

    private Logging() {}

    static void setUp(boolean verbose) {
        System.setProperty(LOGGER + "defaultLogLevel", "warn");
        System.setProperty(LOGGER + "showThreadName", "false");
        System.setProperty(LOGGER + "showShortLogName", "true");
        System.setProperty(LOGGER + "log.io.github.webhook4j", verbose ? "debug" : "warn");
        // that a channel is connected again
        System.setProperty(LOGGER + "log.io.github.webhook4j.Tunnel", verbose ? "debug" : "info");
    }
}
