package io.github.webhook4j.examples.springboot;

import io.github.webhook4j.standard.OnStandard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the events of a sender of Standard Webhooks mean to this application, which declares their payloads itself. */
@Component
class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    /** What {@code user.created} carries. */
    record User(String id, String name) {}

    @OnStandard("user.created")
    void created(User user) {
        LOG.info("{} has joined", user.name());
    }
}
