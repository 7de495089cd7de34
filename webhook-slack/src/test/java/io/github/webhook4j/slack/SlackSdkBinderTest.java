package io.github.webhook4j.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.Event;
import com.slack.api.model.event.MessageBotEvent;
import com.slack.api.model.event.MessageEvent;
import io.github.webhook4j.EventType;
import io.github.webhook4j.PayloadBinder;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.SignedRequest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by reflection
class SlackSdkBinderTest {

    private static final WebhookProvider SLACK = Slack.provider(Secrets.of("a secret of these tests"));
    private static final PayloadBinder BINDER = new SlackSdkBinder();

    private final List<String> got = new ArrayList<>();

    private class Bot {

        @OnSlack("app_mention")
        void mentioned(AppMentionEvent mention, WebhookEvent event) {
            got.add(mention.getText());
            assertThat(event.payload(AppMentionEvent.class)).isSameAs(mention);
        }

        @OnSlack("message.*")
        void bot(MessageBotEvent message) {
            got.add("bot " + message.getText());
        }

        @OnSlack("slash_command")
        String command(SlashCommandPayload command) {
            return command.getCommand() + " " + command.isEnterpriseInstall();
        }

        @OnSlack("view_submission")
        void submitted(ViewSubmissionPayload submission) {
            got.add(submission.getUser().getId());
        }

        @OnSlack("*")
        void any(Event event) {
            got.add("any " + event.getType());
        }
    }

    private String receive(SignedRequest.Builder request) {
        return new String(
                WebhookEndpoint.builder(SLACK)
                        .handlers(new Bot())
                        .build()
                        .handle(request.build().toRequest())
                        .body(),
                StandardCharsets.UTF_8);
    }

    private static SignedRequest.Builder event(String event) {
        return SignedRequest.of(SLACK)
                .body(("{'type': 'event_callback', 'event_id': 'Ev1', 'event': " + event + "}")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHandlerGetsTheInnerEventOfTheSdk() {
        receive(event("{'type': 'app_mention', 'text': 'hello', 'brand_new': 1}"));
        receive(event("{'type': 'message', 'subtype': 'bot_message', 'text': 'beep'}"));
        receive(event("{'type': 'message', 'text': 'by somebody'}"));

        assertThat(got).containsExactly("hello", "any app_mention", "bot beep", "any message", "any message");
    }

    @Test
    void aTypeThatTheSdkDoesNotKnowReachesNoHandlerOfItsClasses() {
        receive(event("{'type': 'invented'}"));
        receive(event("{'type': 'message', 'subtype': 'invented'}"));

        assertThat(got).isEmpty();
    }

    @Test
    void aHandlerGetsCommandsAndInteractionsOfTheSdk() {
        receive(SignedRequest.of(SLACK)
                .body("{\"type\":\"view_submission\",\"user\":{\"id\":\"U1\"}}".getBytes(StandardCharsets.UTF_8))
                .form("payload"));
        String answer = receive(SignedRequest.of(SLACK)
                .body("token=t&command=%2Fparcel&text=&is_enterprise_install=true".getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(got).containsExactly("U1");
        assertThat(answer).isEqualTo("/parcel true");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String type, Class<?> payload) {
        return assertThatThrownBy(() -> WebhookEndpoint.builder(SLACK)
                        .on(EventType.of(type, payload), (object, event) -> {})
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClassThatTheTypeDoesNotCarryIsRefusedWithTheRightOne() {
        assertRefused("app_mention", MessageEvent.class)
                .hasMessage(
                        "on(\"app_mention\"): \"app_mention\" does not carry com.slack.api.model.event.MessageEvent, "
                                + "but com.slack.api.model.event.AppMentionEvent.");
        assertRefused("block_actions", AppMentionEvent.class)
                .hasMessageEndingWith(
                        "but com.slack.api.app_backend.interactive_components.payload.BlockActionPayload.");
        assertRefused("app_context_changed", Event.class)
                .hasMessageEndingWith("and com.slack.api:slack-api-client has no class for it.");
    }

    /** The SDK says itself, in constants, which type a class is of. */
    @Test
    void everyEventOfTheSdkIsOfTheTypeThatItSays() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (Class<?> type : eventsOfTheSdk()) {
            String name = (String) type.getField("TYPE_NAME").get(null);
            String subtype = Stream.of(type.getFields())
                            .anyMatch(field -> field.getName().equals("SUBTYPE_NAME"))
                    ? "." + type.getField("SUBTYPE_NAME").get(null)
                    : "";
            expected.put(name + subtype, type.getSimpleName());
        }
        Map<String, String> found = new TreeMap<>();
        SlackEvents.all()
                .forEach(type -> BINDER.classes(type.name()).stream()
                        .filter(Event.class::isAssignableFrom)
                        .forEach(sdk -> found.put(type.name(), sdk.getSimpleName())));

        assertThat(found).hasSizeGreaterThan(100).isEqualTo(expected);
    }

    private static List<Class<?>> eventsOfTheSdk() throws Exception {
        List<Class<?>> events = new ArrayList<>();
        try (JarFile jar = new JarFile(new File(
                Event.class.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().matches("com/slack/api/model/event/[A-Za-z]+Event\\.class")) {
                    events.add(
                            Class.forName(entry.getName().replace(".class", "").replace('/', '.')));
                }
            }
        }
        return events;
    }

    @Test
    void everyTypeOfOursHasAClassOfTheSdkButOne() {
        assertThat(BINDER.classes("block_actions")).containsExactly(BlockActionPayload.class);
        assertThat(SlackEvents.all())
                .filteredOn(
                        type -> !type.isFamily() && BINDER.classes(type.name()).isEmpty())
                .extracting(EventType::name)
                .containsExactly("app_context_changed");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("recorded")
    void aRecordedDeliveryBindsToTheClassOfItsType(Path file) throws IOException {
        byte[] body = file.toString().contains("inner") ? inEnvelope(Files.readString(file)) : Files.readAllBytes(file);
        List<WebhookEvent> events = new ArrayList<>();
        WebhookEndpoint.builder(SLACK)
                .on(EventType.of("*", JsonNode.class), (payload, event) -> events.add(event))
                .build()
                .handle(SignedRequest.of(SLACK).body(body).build().toRequest());
        WebhookEvent event = events.get(0);

        for (Class<?> type : BINDER.classes(event.type())) {
            assertThat(event.payload(type)).isExactlyInstanceOf(type).isSameAs(event.payload(type));
        }
    }

    private static byte[] inEnvelope(String inner) {
        return ("{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":" + inner + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Path> recorded() throws IOException {
        String data = System.getProperty("webhook4j.data", "");
        if (data.isBlank()) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(Path.of(data, "slack", "examples"))) {
            return files
                    .filter(file -> file.toString().endsWith(".json")
                            && !file.getFileName().toString().startsWith("url_verification"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
