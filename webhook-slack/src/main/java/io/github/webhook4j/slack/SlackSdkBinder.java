package io.github.webhook4j.slack;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.slack.api.util.json.GsonFactory;
import io.github.webhook4j.EventType;
import io.github.webhook4j.PayloadBinder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Handlers may take the classes of Slack's SDK, where it is on the class path: of an event its class in {@code
 * com.slack.api.model.event}, such as {@code AppMentionEvent} or {@code MessageBotEvent} of {@code message.bot_message}, or their
 * interface {@code Event}, by {@code com.slack.api:slack-api-client}; of a slash command and of interactivity the class in {@code
 * com.slack.api.app_backend}, such as {@code SlashCommandPayload}, {@code BlockActionPayload} or {@code ViewSubmissionPayload},
 * by {@code com.slack.api:slack-app-backend}.
 *
 * <p>What the SDK cannot read fails the handler.
 *
 * <p>Stateless, thread-safe.
 */
public final class SlackSdkBinder implements PayloadBinder {

    private static final String CLIENT = "com.slack.api:slack-api-client";

    /** For {@link java.util.ServiceLoader}. */
    public SlackSdkBinder() {}

    @Override
    public String provider() {
        return Slack.NAME;
    }

    @Override
    public Map<String, String> artifacts() {
        return Map.of(
                // the client brings the model, and reads its JSON
                "com.slack.api.model", CLIENT,
                "com.slack.api.util", CLIENT,
                "com.slack.api.app_backend", "com.slack.api:slack-app-backend");
    }

    @Override
    public List<Class<?>> classes(String eventType) {
        return Sdk.named(eventType);
    }

    @Override
    public <T> T bind(Class<T> type, String eventType, String json) throws Exception {
        return type.cast(Sdk.bind(type, eventType, json));
    }

    /** All that touches the SDK: loaded when somebody wants its classes. */
    private static final class Sdk {

        private static final Gson GSON = GsonFactory.createSnakeCase();

        private static final String EVENTS = "com.slack.api.model.event.";
        private static final String INTERACTIONS = "com.slack.api.app_backend.";

        /** Those whose class is not named after the type. */
        private static final Map<String, String> NAMES = Map.ofEntries(
                Map.entry("accounts_changed", EVENTS + "AccountChangedEvent"),
                Map.entry("slash_command", INTERACTIONS + "slash_commands.payload.SlashCommandPayload"),
                Map.entry("block_actions", INTERACTIONS + "interactive_components.payload.BlockActionPayload"),
                Map.entry("block_suggestion", INTERACTIONS + "interactive_components.payload.BlockSuggestionPayload"),
                Map.entry("shortcut", INTERACTIONS + "interactive_components.payload.GlobalShortcutPayload"),
                Map.entry("message_action", INTERACTIONS + "interactive_components.payload.MessageShortcutPayload"),
                Map.entry(
                        "interactive_message", INTERACTIONS + "interactive_components.payload.AttachmentActionPayload"),
                Map.entry(
                        "workflow_step_edit", INTERACTIONS + "interactive_components.payload.WorkflowStepEditPayload"),
                Map.entry("view_submission", INTERACTIONS + "views.payload.ViewSubmissionPayload"),
                Map.entry("view_closed", INTERACTIONS + "views.payload.ViewClosedPayload"),
                Map.entry("dialog_submission", INTERACTIONS + "dialogs.payload.DialogSubmissionPayload"),
                Map.entry("dialog_cancellation", INTERACTIONS + "dialogs.payload.DialogCancellationPayload"),
                Map.entry("dialog_suggestion", INTERACTIONS + "dialogs.payload.DialogSuggestionPayload"));

        private static final Map<String, List<Class<?>>> BY_TYPE =
                SlackEvents.all().stream().map(EventType::name).collect(Collectors.toMap(type -> type, Sdk::load));

        private Sdk() {}

        static List<Class<?>> named(String eventType) {
            return BY_TYPE.getOrDefault(eventType, List.of());
        }

        private static List<Class<?>> load(String eventType) {
            try {
                return List.of(Class.forName(
                        NAMES.getOrDefault(eventType, EVENTS + camelCase(eventType) + "Event"),
                        false,
                        Sdk.class.getClassLoader()));
            } catch (ClassNotFoundException e) {
                // the SDK does not know all types, and interactions are in an artifact of their own
                return List.of();
            }
        }

        /** {@code MessageBot} of {@code message.bot_message}: the word comes once, in front. */
        private static String camelCase(String eventType) {
            String words = eventType.startsWith("message.")
                    ? "message_" + eventType.substring("message.".length()).replace("message", "")
                    : eventType;
            return Arrays.stream(words.split("_"))
                    .filter(word -> !word.isEmpty())
                    .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                    .collect(Collectors.joining());
        }

        static Object bind(Class<?> type, String eventType, String json) {
            Class<?> concrete = named(eventType).stream()
                    .filter(type::isAssignableFrom)
                    .findFirst()
                    .orElse(type);
            JsonObject whole = GSON.fromJson(json, JsonObject.class);
            JsonElement event = whole.get("event");
            return GSON.fromJson(event != null && event.isJsonObject() ? event : whole, concrete);
        }
    }
}
