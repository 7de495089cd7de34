package io.github.webhook4j.test;

import io.github.webhook4j.Inbox;
import io.github.webhook4j.WebhookEvent;

/** Every event is new: examples are delivered again and again. */
final class ForgetfulInbox implements Inbox {

    @Override
    public Claim claim(WebhookEvent event) {
        return new Claim(event, State.NEW, 0);
    }

    @Override
    public void complete(Claim claim) {}

    @Override
    public void release(Claim claim) {}
}
