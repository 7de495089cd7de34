package io.github.webhook4j.docs.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is peculiar to one sender. */
class TrapsTest {

    private static WebhookEvent received(Sender sender) {
        Trial trial = sender.receiver();
        trial.send(sender.genuine());
        return trial.handled.get(0);
    }

    @Test
    void eachEventOfABatchIsHandledByItself() {
        Trial trial = Senders.sendGrid().receiver();
        trial.send(Senders.sendGrid().genuine());
        assertThat(trial.handled).extracting(WebhookEvent::type).containsExactly("delivered", "open");
        assertThat(trial.handled.get(1).id())
                .isEqualTo(Jca.hex(Jca.sha256(Jca.bytes("{\"event\":\"open\",\"timestamp\":1767225601}"))));
    }

    @Test
    void hubSpotsAttemptNumberMakesNoNewEvent() {
        Sender hubSpot = Senders.hubSpot();
        Trial trial = hubSpot.receiver();
        trial.send(hubSpot.genuine());
        Sent again = hubSpot.unsigned().body(json -> json.replace("\"attemptNumber\":0", "\"attemptNumber\":1"));
        trial.send(hubSpot.signing().sign(again, Sender.NOW));
        assertThat(trial.handled).hasSize(1);
        assertThat(trial.handled.get(0).key()).isEqualTo("1:62515:12345:123:1767225600000");
    }

    @Test
    void aMailgunTokenCountsOnceWhateverEventStandsBesideIt() {
        Sender mailgun = Senders.mailgun();
        Trial trial = mailgun.receiver();
        trial.send(mailgun.genuine());
        Sent forged = mailgun.genuine().body(json -> json.replace("opened", "complained"));
        assertThat(trial.send(forged).status()).isEqualTo(200);
        assertThat(trial.handled).extracting(WebhookEvent::type).containsExactly("opened");
    }

    @Test
    void noDigitMovesBetweenMailgunsTimeAndToken() {
        Sent genuine = Senders.mailgun().genuine();
        Sent moved = genuine.body(json -> json.replace("\"1767225600\"", "\"17672256008\"")
                .replace("\"a8ce", "\"")
                .replace("\"token\":\"", "\"token\":\"ce"));
        Trial trial = Senders.mailgun().receiver();
        assertThat(trial.send(moved).status()).isEqualTo(401);
        assertThat(trial.refusals).containsAnyOf(Reason.SIGNATURE_MISMATCH, Reason.TIMESTAMP_FUTURE);
    }

    @Test
    void everyChangeThatDropboxTellsOfIsHandled() {
        Trial trial = new Trial(
                Dropbox.provider(Secrets.of("a secret")), Sender.NOW, endpoint -> endpoint.inbox(Dropbox.inbox()));
        assertThat(trial.send(Senders.dropbox().genuine()).status()).isEqualTo(200);
        assertThat(trial.send(Senders.dropbox().genuine()).status()).isEqualTo(200);
        assertThat(trial.handled).hasSize(2);
    }

    @Test
    void aHandlerAnswersTwilioWithTwiml() {
        EventType<JsonNode> received = EventType.of("message.received", JsonNode.class);
        Trial trial = new Trial(
                Twilio.provider(Secrets.of("a secret"), Senders.URL),
                Sender.NOW,
                endpoint -> endpoint.answer(
                        received,
                        (form, event) -> Twilio.twiml("<Response><Message>"
                                + form.path("Body").asText().length() + "</Message></Response>")));

        WebhookResponse response = trial.send(Senders.twilioForm().genuine());

        assertThat(Sent.unsigned("", "").body(response.body()).text())
                .isEqualTo("<Response><Message>12</Message></Response>");
        assertThat(response.headers()).containsEntry("Content-Type", "text/xml; charset=utf-8");
    }

    @Test
    void aHandlerAnswersADiscordCommandWithJson() {
        Sender discord = Senders.discordInteraction();
        Trial trial = new Trial(
                discord.provider().apply(Secrets.of(discord.secret().own())),
                Sender.NOW,
                endpoint -> endpoint.answer(
                        EventType.of("interaction.2", JsonNode.class),
                        (command, event) -> Map.of("type", 4, "data", Map.of("content", "hello"))));

        WebhookResponse response = trial.send(discord.genuine());

        assertThat(Sent.unsigned("", "").body(response.body()).text()).contains("\"content\":\"hello\"");
        assertThat(response.headers()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void twilioDoesNotAcceptABodyThatItsUrlDoesNotHash() {
        Sent genuine = Senders.twilioJson().genuine();
        Trial trial = Senders.twilioJson().receiver();
        String hash = Jca.hex(Jca.sha256(genuine.body()));
        String other = Jca.hex(Jca.sha256(Jca.bytes("[]")));
        assertThat(trial.send(genuine.to(genuine.uri().replace(hash, other)).body(json -> "[]"))
                        .status())
                .isEqualTo(401);
        assertThat(trial.send(genuine.to("/hooks")).status()).isEqualTo(401);
    }

    @Test
    void gitLabsNewSignatureIsNotReplacedByTheOldToken() {
        Sender gitLab = Senders.gitLab();
        Sent token = gitLab.unsigned().with("X-Gitlab-Token", gitLab.secret().own());
        assertThat(gitLab.receiver().send(token).status()).isEqualTo(401);
    }

    @Test
    void deliveriesOfAnOldGitLabAreToldApartByWhatTheySay() {
        Sender gitLab = Senders.gitLabWithToken();
        Trial trial = gitLab.receiver();
        Sent old = gitLab.genuine().without("Idempotency-Key");
        trial.send(old);
        trial.send(old.body(json -> json.replace("open", "close")));
        assertThat(trial.handled)
                .extracting(WebhookEvent::type)
                .containsExactly("merge_request.open", "merge_request.close");
    }

    @Test
    void bitbucketDataCenterHasAnotherIdHeader() {
        Sender bitbucket = Senders.bitbucket();
        Trial trial = bitbucket.receiver();
        trial.send(bitbucket.genuine().without("X-Request-UUID").with("X-Request-Id", "dc-1"));
        assertThat(trial.handled).extracting(WebhookEvent::id).containsExactly("dc-1");
    }

    @Test
    void callsAndMessagesOfTwilioHaveTypesOfTheirOwn() {
        Sender twilio = Senders.twilioForm();
        Trial trial = twilio.receiver();
        Sent call = twilio.unsigned().body(form -> "CallSid=CA1&CallStatus=ringing");
        trial.send(twilio.signing().sign(call, Sender.NOW));
        assertThat(trial.handled).extracting(WebhookEvent::type).containsExactly("call.ringing");
    }

    @Test
    void timesAreReadAsTheirSendersWriteThem() {
        assertThat(received(Senders.square()).occurredAt()).isEqualTo(Sender.NOW);
        assertThat(received(Senders.hubSpot()).occurredAt()).isEqualTo(Sender.NOW);
        assertThat(received(Senders.intercom()).occurredAt()).isEqualTo(Sender.NOW);
        assertThat(received(Senders.lemonSqueezy()).occurredAt()).isEqualTo(Sender.NOW);
        assertThat(received(Senders.paddle()).occurredAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
        assertThat(received(Senders.twitch()).occurredAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456789Z"));
        assertThat(received(Senders.mailgun()).occurredAt()).isEqualTo(Sender.NOW);
    }

    @Test
    void payloadsAreWhatTheHandlersAreAbout() {
        assertThat(received(Senders.paddle()).payload(JsonNode.class).path("id").asText())
                .isEqualTo("txn_01");
        assertThat(received(Senders.intercom())
                        .payload(JsonNode.class)
                        .path("id")
                        .asText())
                .isEqualTo("5303");
        assertThat(received(Senders.twilioForm())
                        .payload(JsonNode.class)
                        .path("Body")
                        .asText())
                .isEqualTo("Grüße & mehr");
        assertThat(received(Senders.twilioJson())
                        .payload(JsonNode.class)
                        .path("messageSid")
                        .asText())
                .isEqualTo("SM1");
    }
}
