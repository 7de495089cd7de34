package io.github.webhook4j.architecture.bad.stripe;

import io.github.webhook4j.architecture.bad.servlet.BadAdapter;

/** Knows an adapter. */
public class BadProvider {

    private final BadAdapter adapter = new BadAdapter(null);

    @Override
    public String toString() {
        return adapter.toString();
    }
}
