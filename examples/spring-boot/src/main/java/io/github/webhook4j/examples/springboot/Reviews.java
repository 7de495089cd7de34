package io.github.webhook4j.examples.springboot;

import io.github.webhook4j.github.OnGitHub;
import io.github.webhook4j.github.model.PullRequestEvent;
import io.github.webhook4j.github.model.PushEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What GitHub's events mean to this application. */
@Component
class Reviews {

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    @OnGitHub("pull_request.opened")
    void opened(PullRequestEvent event) {
        LOG.info("pull request {} needs a review", event.number());
    }

    @OnGitHub("push")
    void pushed(PushEvent event) {
        LOG.info("{} is at {}", event.ref(), event.after());
    }
}
