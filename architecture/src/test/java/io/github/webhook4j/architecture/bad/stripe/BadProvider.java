package io.github.webhook4j.architecture.bad.stripe;

import com.stripe.model.Event;
import io.github.webhook4j.architecture.bad.servlet.BadAdapter;

/** Knows an adapter, and a library though it is no binder. */
public class BadProvider {

    @Override
    public String toString() {
        return "" + BadAdapter.class + new Event();
    }
}
