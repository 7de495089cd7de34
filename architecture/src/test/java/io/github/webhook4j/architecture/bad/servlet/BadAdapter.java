package io.github.webhook4j.architecture.bad.servlet;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.architecture.bad.spring.OtherAdapter;
import io.github.webhook4j.architecture.bad.stripe.BadProvider;

/** Reads JSON; knows a provider and another adapter. */
public class BadAdapter {

    @Override
    public String toString() {
        return "" + new ObjectMapper() + new OtherAdapter() + BadProvider.class;
    }
}
