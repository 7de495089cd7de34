package io.github.webhook4j.examples.micronaut;

import io.github.webhook4j.standard.OnStandard;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the events of a sender of Standard Webhooks mean to this application, which declares their payloads itself. */
@Singleton
class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    /** What {@code user.created} carries. */
    record User(String id, String name) {}

    @OnStandard("user.created")
    void created(User user) {
        LOG.info("{} has joined", user.name());
    }
}
