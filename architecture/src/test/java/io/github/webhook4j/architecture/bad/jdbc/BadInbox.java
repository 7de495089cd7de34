package io.github.webhook4j.architecture.bad.jdbc;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.architecture.bad.spring.OtherAdapter;
import io.github.webhook4j.architecture.bad.stripe.BadProvider;
import javax.sql.DataSource;

/** Reads JSON; knows a provider and an adapter. */
public class BadInbox {

    private final DataSource database;

    public BadInbox(DataSource database) {
        this.database = database;
    }

    @Override
    public String toString() {
        return "" + database + new ObjectMapper() + new OtherAdapter() + new BadProvider();
    }
}
