package io.github.webhook4j.spring;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.senders.UpkeepContract;
import java.util.List;
import java.util.Map;

class UpkeepTest extends UpkeepContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return GitHub.provider(secrets);
    }

    @Override
    protected App start(Map<String, String> properties) {
        Application application = Application.start(
                Received.class,
                properties.entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
        return new App() {
            @Override
            public List<String> handled() {
                return application.bean(Received.class).events().stream()
                        .map(WebhookEvent::id)
                        .toList();
            }

            @Override
            public void close() {
                application.close();
            }
        };
    }
}
