package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryLineTest {

    private static final long SECOND = 1_000_000_000L;

    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.provider())
            .on(EventType.of("*", JsonNode.class), (json, event) -> {})
            .build();

    /** What slf4j-simple writes to System.err of deliveries. */
    private static List<String> lines(Runnable run) {
        PrintStream console = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            run.run();
        } finally {
            System.setErr(console);
            console.writeBytes(written.toByteArray());
        }
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("INFO io.github.webhook4j.Delivery"))
                .map(line -> line.substring(line.indexOf("delivery ")))
                .toList();
    }

    @Test
    void aDeliveryLeavesOneLine() {
        WebhookRequest request = Events.request(Events.json("order.paid"));
        assertThat(lines(() -> endpoint.handle(request)))
                .singleElement()
                .asString()
                .matches(
                        "delivery endpoint=shop provider=shop outcome=handled status=200 ms=\\d+ type=order.paid id=1");
    }

    @Test
    void aRefusalLeavesOneLineWithItsReason() {
        assertThat(lines(() -> endpoint.handle(Events.post(Events.json("order.paid")))))
                .singleElement()
                .asString()
                .matches("delivery endpoint=shop provider=shop outcome=rejected status=401 ms=\\d+ "
                        + "reason=\"SIGNATURE_MISSING: no X-Signature header\"");
    }

    @Test
    void nobodyCanForgeALineByWhatTheySend() {
        WebhookRequest request = Events.request(
                "{\"id\":\"1 status=500\\n\\\"x\",\"type\":\"order.paid\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(lines(() -> endpoint.handle(request)))
                .singleElement()
                .asString()
                .endsWith(" id=\"1 status=500\uFFFD'x\"");
    }

    @Test
    void aFloodOfRefusalsWritesFewLines() {
        List<String> lines = lines(() -> {
            for (int i = 0; i < 200; i++) {
                endpoint.handle(Events.post(Events.json("order.paid")));
            }
        });
        assertThat(lines).hasSizeBetween(10, 100);
    }

    @Test
    void theNextLineTellsHowManyWereLeftOut() {
        LineLimit limit = new LineLimit(2);
        long now = System.nanoTime();
        assertThat(limit.admit(now)).isZero();
        assertThat(limit.admit(now)).isZero();
        assertThat(limit.admit(now)).isEqualTo(-1);
        assertThat(limit.admit(now + SECOND - 1)).isEqualTo(-1);
        assertThat(limit.admit(now + SECOND)).isEqualTo(2);
        assertThat(limit.admit(now + SECOND)).isZero();
        assertThat(limit.admit(now + SECOND)).isEqualTo(-1);
    }

    @Test
    void typesThatNobodyKnowsAreOfOneFamily() {
        EventFamilies families = new EventFamilies(List.of("order.paid", "shop/closed", "push", "*"));
        assertThat(List.of("order.x.y", "shop/z", "push", "invented.a", "orders.paid", "*", ""))
                .map(families::of)
                .containsExactly("order", "shop", "push", "other", "other", "other", "other");
    }
}
