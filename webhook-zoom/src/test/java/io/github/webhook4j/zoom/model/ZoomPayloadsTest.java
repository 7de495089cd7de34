package io.github.webhook4j.zoom.model;

import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignatureScheme.Part;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.PayloadContract;
import io.github.webhook4j.zoom.ZoomEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ZoomPayloadsTest extends PayloadContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.prefixed("x-zm-signature", "v0="))
                .timestamp(Field.header("x-zm-request-timestamp"))
                .signs(Part.text("v0:"), Part.timestamp(), Part.text(":"), Part.body())
                .build();
        return WebhookProvider.builder("zoom", scheme, secrets)
                .id(Field.header("x-zm-request-id"))
                .type(Field.json("/event"))
                .occurredAt(Field.json("/event_ts"))
                .payload("/payload")
                .types(ZoomEvents.all())
                .build();
    }

    @Override
    protected List<EventType<?>> types() {
        return ZoomEvents.all();
    }

    @Override
    protected List<Example> recorded() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path file : files("zoom/examples")) {
            String name = file.getFileName().toString();
            examples.add(new Example(name, name.substring(0, name.lastIndexOf('.')), read(file)));
        }
        return examples;
    }
}
