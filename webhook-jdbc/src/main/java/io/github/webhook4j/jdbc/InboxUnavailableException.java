package io.github.webhook4j.jdbc;

import java.sql.SQLException;

/** What the database did not do, for callers that know no SQL. */
final class InboxUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InboxUnavailableException(String what, SQLException cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
