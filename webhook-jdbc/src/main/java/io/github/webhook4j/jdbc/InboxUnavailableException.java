package io.github.webhook4j.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the database did not do, for callers that know no SQL. Its messages are logged, so they must not show a body: of what the driver
 * says only the first line is kept, because the next ones may quote the row.
 */
final class InboxUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_CAUSES = 5;

    InboxUnavailableException(String what, Exception cause) {
        super(what + ": " + firstLine(cause), shown(cause, MOST_CAUSES));
    }

    /** A driver's exception without what it quotes, and without the others that it leads to. */
    private static @Nullable Throwable shown(@Nullable Throwable cause, int more) {
        if (!(cause instanceof SQLException sql)) {
            return cause;
        }
        SQLException shown = new SQLException(firstLine(sql), sql.getSQLState(), sql.getErrorCode());
        shown.setStackTrace(sql.getStackTrace());
        if (more > 0) {
            shown.initCause(shown(sql.getCause(), more - 1));
        }
        return shown;
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
