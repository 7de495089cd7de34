package io.github.webhook4j.examples.micronaut;

import io.github.webhook4j.zoom.OnZoom;
import io.github.webhook4j.zoom.model.MeetingPayload;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Zoom's events mean to this application. */
@Singleton
class Meetings {

    private static final Logger LOG = LoggerFactory.getLogger(Meetings.class);

    @OnZoom("meeting.started")
    void started(MeetingPayload meeting) {
        LOG.info("meeting {} has started", meeting.object().id());
    }
}
