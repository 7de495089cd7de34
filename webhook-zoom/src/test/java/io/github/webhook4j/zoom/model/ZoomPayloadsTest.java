package io.github.webhook4j.zoom.model;

import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.PayloadContract;
import io.github.webhook4j.zoom.Zoom;
import io.github.webhook4j.zoom.ZoomEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ZoomPayloadsTest extends PayloadContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Zoom.provider(secrets);
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
