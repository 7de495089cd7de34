package io.github.webhook4j.examples.springboot;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.WebhookEvent;
import org.springframework.stereotype.Component;

/** Prints one line for each event, of whatever type, after the handlers of its own type. */
@Component
class Audit {

    private final Failures failures;

    Audit(Failures failures) {
        this.failures = failures;
    }

    @OnEvent("*")
    void any(WebhookEvent event) {
        failures.failFirst(event);
        System.out.println("handled provider=" + event.provider() + " type=" + event.type() + " id=" + event.id());
    }
}
