package io.github.webhook4j.test;

import io.github.webhook4j.Inbox;
import java.time.Clock;
import java.time.Duration;

class InMemoryInboxContractTest extends InboxContract {

    @Override
    protected Inbox inbox(Duration lease) {
        return Inbox.inMemory(1000, Duration.ofDays(7), lease, Clock.systemUTC());
    }
}
