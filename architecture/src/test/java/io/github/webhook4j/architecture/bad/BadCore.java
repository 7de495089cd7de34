package io.github.webhook4j.architecture.bad;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.architecture.bad.stripe.BadProvider;
import java.util.logging.Logger;

/** Knows a provider, shows a foreign type, prints, logs by java.util.logging, and throws a generic exception. */
public class BadCore {

    private static final Logger LOG = Logger.getLogger("bad");

    public ObjectMapper mapper() {
        System.out.println(LOG.getName());
        throw new RuntimeException(new BadProvider().toString());
    }
}
