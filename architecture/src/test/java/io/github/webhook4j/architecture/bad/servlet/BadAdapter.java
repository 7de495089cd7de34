package io.github.webhook4j.architecture.bad.servlet;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.architecture.bad.spring.OtherAdapter;
import io.github.webhook4j.architecture.bad.stripe.BadProvider;
import javax.sql.DataSource;

/** Reads JSON; knows a provider, another adapter and a database. */
public class BadAdapter {

    private final DataSource database;

    public BadAdapter(DataSource database) {
        this.database = database;
    }

    @Override
    public String toString() {
        return "" + database + new ObjectMapper() + new OtherAdapter() + BadProvider.class;
    }
}
