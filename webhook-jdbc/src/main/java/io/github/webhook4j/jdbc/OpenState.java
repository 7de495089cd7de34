package io.github.webhook4j.jdbc;

/** Tells whether work is to go on. Thread-safe. */
@FunctionalInterface
interface OpenState {
    boolean isOpen();
}
