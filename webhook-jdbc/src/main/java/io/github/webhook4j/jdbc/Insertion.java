package io.github.webhook4j.jdbc;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts events into the table unless they are there. Where the database can, one statement and one commit do it for several requests,
 * so that a crowd of them waits for the disk once and takes few connections. Thread-safe.
 */
final class Insertion {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcInbox.class);

    /** Others may purge, release, arm or end the event between two statements. */
    static final int LOOKS = 5;

    private static final int MOST_BYTES_TOGETHER = 1 << 20;

    private final Database database;
    private final GroupCommit<Arrival, Presence> together =
            new GroupCommit<>(this::insertAll, Arrival::size, MOST_BYTES_TOGETHER);

    Insertion(Database database) {
        this.database = database;
    }

    /** Whether the event is there now by this insertion, or how far it was; if neither is known, somebody else was in the way. */
    record Presence(boolean isNew, @Nullable EventState before) {

        static final Presence NEW = new Presence(true, null);
        static final Presence UNKNOWN = new Presence(false, null);
    }

    /** Commits an event unless it is there: how far that one is, or {@code null} if it is new. */
    @Nullable
    EventState insert(Arrival arrival) {
        boolean inGroups = database.dialect().returnsRows();
        Presence presence = inGroups ? together.submit(arrival) : insertAlone(arrival);
        for (int look = 1; look < LOOKS && presence.equals(Presence.UNKNOWN); look++) {
            presence = insertAlone(arrival);
        }
        if (presence.equals(Presence.UNKNOWN)) {
            throw neverTheSame();
        }
        return presence.before();
    }

    static InboxUnavailableException neverTheSame() {
        return new InboxUnavailableException(
                "The inbox is busy", new SQLException("The event is there and gone again each time somebody looks"));
    }

    private Presence insertAlone(Arrival arrival) {
        return insertAll(List.of(arrival)).get(0);
    }

    private List<Presence> insertAll(List<Arrival> arrivals) {
        return database.each(connection -> {
            try {
                return ArrivalSql.insert(connection, database.dialect(), arrivals);
            } catch (SQLException e) {
                if (arrivals.size() == 1) {
                    throw e;
                }
                LOG.debug(
                        "{} events could not be kept together, and are kept one by one",
                        arrivals.size(),
                        new InboxUnavailableException("The first failed", e));
                return Collections.nCopies(arrivals.size(), Presence.UNKNOWN);
            }
        });
    }
}
