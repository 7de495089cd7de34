package io.github.webhook4j.micronaut;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.senders.UpkeepContract;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

class UpkeepTest extends UpkeepContract {

    private static final String SPECIFICATION = "upkeep";

    @Singleton
    @Requires(property = "specification", value = SPECIFICATION)
    static class Audit {

        private final Received received;

        Audit(Received received) {
            this.received = received;
        }

        @OnEvent("*")
        void any(WebhookEvent event) {
            received.add(event.id());
        }
    }

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return GitHub.provider(secrets);
    }

    @Override
    protected App start(Map<String, String> properties) {
        Server server = Server.start(SPECIFICATION, Map.copyOf(properties));
        return new App() {
            @Override
            public List<String> handled() {
                return server.bean(Received.class).all();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
