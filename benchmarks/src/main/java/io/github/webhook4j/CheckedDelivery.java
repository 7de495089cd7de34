package io.github.webhook4j;

import java.time.Instant;
import java.util.List;

/** A delivery that has been checked, and its event, which keeps what is bound from it, anew as often as one likes. */
public final class CheckedDelivery {

    private final WebhookEvent.Origin origin;
    private final WebhookEvent.Arrival delivery;
    private final WebhookEvent.Parts parts;

    /**
     * Checks.
     *
     * @param provider who sent it
     * @param request its headers
     * @param body its body, which must hold one event
     */
    public CheckedDelivery(WebhookProvider provider, WebhookRequest request, byte[] body) {
        this.origin = new WebhookEvent.Origin(
                provider.name(), provider, new EndpointListener() {}, new EventFamilies(List.of()));
        this.delivery = new WebhookEvent.Arrival(request, body, Instant.now(), 0);
        this.parts =
                provider.reader().read(request, body, text -> body).events().get(0);
    }

    /**
     * Makes the event.
     *
     * @return an event whose payload nobody has asked for yet
     */
    public WebhookEvent event() {
        return new WebhookEvent(origin, delivery, parts);
    }
}
