package io.github.webhook4j.docs.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookResponse;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes are answered as their senders want it, and nobody else gets an answer. */
class HandshakesTest {

    private static String text(WebhookResponse response) {
        return Sent.unsigned("", "").body(response.body()).text();
    }

    /** Sends another body under a good signature, or without any. */
    private static WebhookResponse send(Sender sender, String body, UnaryOperator<Sent> change) {
        Sent signed = sender.signing().sign(sender.unsigned().body(json -> body), Sender.NOW);
        Trial trial = sender.receiver();
        WebhookResponse response = trial.send(change.apply(signed));
        assertThat(trial.handled).isEmpty();
        return response;
    }

    private static void assertOnlySignedIsAnswered(Sender sender, String body, int status, String answer) {
        WebhookResponse response = send(sender, body, sent -> sent);
        assertThat(response.status()).isEqualTo(status);
        assertThat(text(response)).isEqualTo(answer);

        WebhookResponse refusal = send(sender, body, sent -> sent.body(json -> json + " "));
        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.body()).isEmpty();
    }

    @Test
    void twitchGetsItsChallengeAsPlainText() {
        String body = "{\"challenge\":\"pogchamp-kappa-360noscope\",\"subscription\":"
                + "{\"status\":\"webhook_callback_verification_pending\",\"type\":\"channel.follow\"}}";
        assertOnlySignedIsAnswered(Senders.twitch(), body, 200, "pogchamp-kappa-360noscope");
        assertThat(send(Senders.twitch(), body, sent -> sent).headers())
                .containsEntry("Content-Type", "text/plain; charset=utf-8");
    }

    @Test
    void anEventOfTwitchIsNoHandshakeWhateverItsHeaderSays() {
        Sender twitch = Senders.twitch();
        Trial trial = twitch.receiver();
        trial.send(twitch.genuine().with("Twitch-Eventsub-Message-Type", "webhook_callback_verification"));
        assertThat(trial.handled).extracting(WebhookEvent::type).containsExactly("channel.follow");
    }

    @Test
    void twitchTellsThatASubscriptionHasEnded() {
        Sender twitch = Senders.twitch();
        Sent ended = twitch.unsigned().body(json -> json.replace("enabled", "authorization_revoked"));
        Trial trial = twitch.receiver();
        trial.send(twitch.signing().sign(ended, Sender.NOW));
        assertThat(trial.handled).extracting(WebhookEvent::type).containsExactly("revocation");
    }

    @Test
    void discordsInteractionPingGetsAPong() {
        String ping = "{\"version\":1,\"type\":1,\"id\":\"846462639134605312\"}";
        assertOnlySignedIsAnswered(Senders.discordInteraction(), ping, 200, "{\"type\":1}");
    }

    @Test
    void discordsEventPingGets204() {
        String ping = "{\"version\":1,\"application_id\":\"1234560123453231555\",\"type\":0}";
        assertOnlySignedIsAnswered(Senders.discordEvent(), ping, 204, "");
        assertThat(send(Senders.discordEvent(), ping, sent -> sent).headers())
                .as("Discord wants one")
                .containsKey("Content-Type");
    }

    @Test
    void dropboxGetsItsChallengeAsWhatNoBrowserTakesForAPage() {
        WebhookResponse response =
                Senders.dropbox().receiver().send(Sent.unsigned("GET", "/hooks?challenge=abc_123-XYZ"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("abc_123-XYZ");
        assertThat(response.headers())
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("X-Content-Type-Options", "nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?challenge=", "?challenge=%3Cscript%3E", "?challenge=a&challenge=b", "?challenge=%zz"})
    void aChallengeThatDropboxDoesNotSendIsNotEchoed(String query) {
        WebhookResponse response = Senders.dropbox().receiver().send(Sent.unsigned("GET", "/hooks" + query));
        assertThat(response.status()).isIn(400, 401);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void metaGetsItsChallengeForTheAgreedToken() {
        String query = "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=agreed";
        WebhookResponse response = Senders.meta().receiver().send(Sent.unsigned("GET", "/hooks" + query));
        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("1158201444");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?hub.mode=subscribe&hub.challenge=1158201444",
                "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=guessed",
                "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=agreed&hub.verify_token=agreed",
                "?hub.mode=unsubscribe&hub.challenge=1158201444&hub.verify_token=agreed",
            })
    void metaWithoutTheAgreedTokenGetsNothing(String query) {
        WebhookResponse response = Senders.meta().receiver().send(Sent.unsigned("GET", "/hooks" + query));
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void intercomFindsTheUrl() {
        WebhookResponse response = Senders.intercom().receiver().send(Sent.unsigned("HEAD", "/hooks"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aMethodThatASenderDoesNotUseIsRefused() {
        assertThat(Senders.intercom()
                        .receiver()
                        .send(Sent.unsigned("GET", "/hooks"))
                        .headers())
                .containsEntry("Allow", "POST, HEAD");
        assertThat(Senders.paddle()
                        .receiver()
                        .send(Sent.unsigned("GET", "/hooks"))
                        .status())
                .isEqualTo(405);
    }
}
