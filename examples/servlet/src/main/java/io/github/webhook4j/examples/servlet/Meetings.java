package io.github.webhook4j.examples.servlet;

import io.github.webhook4j.zoom.OnZoom;
import io.github.webhook4j.zoom.model.MeetingPayload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Zoom's events mean to this application. */
final class Meetings {

    private static final Logger LOG = LoggerFactory.getLogger(Meetings.class);

    @OnZoom("meeting.started")
    void started(MeetingPayload meeting) {
        LOG.info("meeting {} has started", meeting.object().id());
    }
}
