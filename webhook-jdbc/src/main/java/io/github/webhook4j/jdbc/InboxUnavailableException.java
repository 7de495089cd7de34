package io.github.webhook4j.jdbc;

/** What the database did not do, for callers that know no SQL. */
final class InboxUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InboxUnavailableException(String what, Exception cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
