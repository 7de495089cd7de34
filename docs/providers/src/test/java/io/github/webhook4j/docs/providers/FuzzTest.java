package io.github.webhook4j.docs.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookResponse;
import io.github.webhook4j.docs.providers.Changes.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever comes in, under every scheme: an answer that the sender understands, never a 500, which an endpoint gives for a
 * failing handler and, with a request to report a bug, for a failure of its own; and nothing unsigned reaches a handler.
 */
class FuzzTest {

    private static final List<Sender> SENDERS =
            Stream.concat(Senders.all(), Modules.all()).toList();

    /** What a handler gets of an undisturbed delivery. */
    private static final Map<Sender, List<JsonNode>> SIGNED = SENDERS.stream()
            .collect(Collectors.toMap(sender -> sender, sender -> {
                Trial trial = sender.receiver();
                trial.send(sender.genuine());
                return jsons(trial);
            }));

    /** Those that the provider cannot sign for: by a public key, within the body, or by the second of two schemes. */
    private static final Set<String> SIGN_THEMSELVES = Set.of("twilio", "discord", "sendgrid", "mailgun", "standard");

    /** Those that do not sign the body. */
    private static final Set<String> BODY_UNSIGNED = Set.of("mailgun, opened", "gitlab, merge_request.open");

    @Provide
    Arbitrary<Sender> senders() {
        return Arbitraries.of(SENDERS);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Changes.several();
    }

    private static Sent changed(Sent sent, List<Change> changes) {
        Sent changed = sent;
        for (Change change : changes) {
            changed = change.of(changed);
        }
        return changed;
    }

    @Property
    void nothingSignedWithAnotherSecretReachesAHandler(
            @ForAll("senders") Sender sender, @ForAll("changes") List<Change> changes) {
        Sent sent = changed(sender.genuine(), changes);
        Trial trial = sender.stranger();

        WebhookResponse response = trial.send(sent);

        assertThat(trial.handled).isEmpty();
        if (sent.method().equals("POST")) {
            assertThat(response.status()).isIn(401, 413);
            assertThat(response.body()).isEmpty();
        } else {
            assertThat(response.status()).isIn(200, 400, 401, 405);
        }
    }

    @Property
    void whatReachesAHandlerIsWhatWasSigned(@ForAll("senders") Sender sender, @ForAll("changes") List<Change> changes) {
        Sent genuine = sender.genuine();
        Sent sent = changed(genuine, changes);
        Trial trial = sender.receiver();

        assertThat(trial.send(sent).status()).isIn(200, 204, 400, 401, 405, 413);

        if (BODY_UNSIGNED.contains(sender.toString())) {
            return;
        }
        if (Arrays.equals(genuine.body(), sent.body())) {
            assertThat(jsons(trial)).isIn(List.of(), SIGNED.get(sender));
        } else {
            assertThat(trial.handled).isEmpty();
        }
    }

    private static List<JsonNode> jsons(Trial trial) {
        return trial.handled.stream().map(WebhookEvent::json).toList();
    }

    @Property
    void whateverIsRightlySignedIsHandledOrRefused(
            @ForAll("senders") Sender sender, @ForAll("changes") List<Change> changes) {
        Sent sent = signed(sender, changed(sender.genuine(), changes));
        Trial trial = sender.receiver();

        assertThat(trial.send(sent).status()).isIn(200, 204, 400, 401, 405, 413);
    }

    /** Signed anew; as it is, if its own form cannot be signed. */
    private static Sent signed(Sender sender, Sent sent) {
        WebhookProvider provider =
                sender.provider().apply(Secrets.of(sender.secret().own()));
        try {
            if (SIGN_THEMSELVES.contains(provider.name())) {
                return sender.signing().sign(sent, Sender.NOW);
            }
            Sent signed = sent;
            for (Map.Entry<String, String> header :
                    provider.sign(sent.toRequest(), Sender.NOW).entrySet()) {
                signed = signed.with(header.getKey(), header.getValue());
            }
            return signed;
        } catch (RejectedException | IllegalArgumentException e) {
            return sent;
        }
    }
}
