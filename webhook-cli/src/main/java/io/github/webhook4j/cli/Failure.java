package io.github.webhook4j.cli;

/** What a command cannot do, said so that its user knows what to do instead. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
