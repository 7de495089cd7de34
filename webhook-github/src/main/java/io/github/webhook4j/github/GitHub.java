package io.github.webhook4j.github;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Hint;
import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.PublishedAddresses;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * GitHub: github.com, GitHub Enterprise Server and ghe.com; JSON or, GitHub's default, forms.
 *
 * <p>An event's type is the event's name and its action, such as {@code pull_request.opened}, or the name alone where there is
 * no action, such as {@code push}. Its id is the delivery's GUID. Deliveries are the same event when hook id and GUID
 * are, because two hooks get the same GUID. GitHub never delivers again by itself; somebody may for 3 days.
 *
 * <p>GitHub signs the body alone, and no time: the headers, and so the event's name and the GUID, are as trustworthy as the
 * connection.
 *
 * @see <a href="https://docs.github.com/webhooks">GitHub's documentation</a>
 */
public final class GitHub {

    static final String NAME = "github";

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final URI META = URI.create("https://api.github.com/meta");

    private static final int MAX_BODY_BYTES = 25 * 1024 * 1024;

    private static final SignatureScheme SHA256 = SignatureScheme.hmacSha256()
            .signature(Field.prefixed("X-Hub-Signature-256", "sha256="))
            .build();
    private static final SignatureScheme SHA1 = SignatureScheme.hmacSha1()
            .signature(Field.prefixed("X-Hub-Signature", "sha1="))
            .build();

    private static final Hint[] HINTS = {
        Hint.secret(
                "(gh[oprsu]|github_pat)_.+",
                "it is an access token. The secret is the text that was typed into the field Secret of the webhook's, or the App's, "
                        + "settings."),
        Hint.secret(
                "-----BEGIN .*",
                "it is the App's private key. The secret is the text that was typed into the field Webhook secret of the App's settings."),
        Hint.header(
                "X-Hub-Signature",
                "The request is signed with SHA-1 only, as old GitHub Enterprise Servers do. Update the server, or accept it: option "
                        + "accept-sha1, or GitHub.providerAcceptingSha1."),
        Hint.header(
                "X-GitHub-Event",
                "GitHub has not signed the request, so no secret is set there: type the configured one into the field Secret of the "
                        + "webhook's settings. An update by its API that leaves the secret out removes it.")
    };

    private GitHub() {}

    /**
     * GitHub.
     *
     * @param secrets the webhook's secrets
     * @return the provider
     */
    public static WebhookProvider provider(Secrets secrets) {
        return provider(secrets, SHA256);
    }

    /**
     * GitHub, and also requests that carry only a SHA-1 signature, as old GitHub Enterprise Servers send them. Where both
     * are there, SHA-256 decides alone.
     *
     * @param secrets the webhook's secrets
     * @return the provider
     */
    public static WebhookProvider providerAcceptingSha1(Secrets secrets) {
        return provider(secrets, SHA256.orElse(SHA1));
    }

    private static WebhookProvider provider(Secrets secrets, SignatureScheme scheme) {
        Field guid = Field.header("X-GitHub-Delivery");
        return WebhookProvider.builder(NAME, scheme, secrets)
                .id(guid)
                .key(Field.joined(":", guid, Field.header("X-GitHub-Hook-ID")))
                .type(Field.joined(".", Field.header("X-GitHub-Event"), Field.json("/action")))
                .accepts(BodyShape.formField("payload"))
                .deadline(DEADLINE)
                .maxBodyBytes(MAX_BODY_BYTES)
                .types(GitHubEvents.all())
                .build()
                .publishes(addresses())
                .hints(HINTS)
                .orderedBy(Field.joined(
                        "#",
                        Field.firstOf(Field.json("/repository/id"), Field.json("/organization/id")),
                        Field.json("/pull_request/number")));
    }

    /**
     * The addresses that github.com sends webhooks from. They are not known before GitHub has answered.
     *
     * @return the list's place
     */
    public static PublishedAddresses addresses() {
        return addresses(META);
    }

    /**
     * The addresses that a GitHub Enterprise Server sends webhooks from, if it tells them to everybody, or those of ghe.com.
     *
     * @param meta the server's, such as {@code https://github.example.com/api/v3/meta}
     * @return the list's place
     * @throws IllegalArgumentException if the URI is no {@code https} or {@code http} one, or has a user in it
     */
    public static PublishedAddresses addresses(URI meta) {
        return PublishedAddresses.at(meta, "/hooks");
    }

    /**
     * Makes the provider from configuration; its option is {@code accept-sha1}, {@code true} or {@code false}.
     *
     * <p>Makes GitHub's API, too. Its options:
     * <ul>
     *   <li>{@code target}: {@code repos/{owner}/{repo}}, {@code orgs/{org}}, or {@code app} for the own hook of a GitHub App.
     *   <li>{@code token}: for a repository's or organization's hooks. Classic with scope {@code admin:repo_hook} or {@code
     *       admin:org_hook}, or fine-grained with Webhooks read and write; one of an App's installation is as good.
     *   <li>{@code app-id}: for {@code app}, the App's id or client id.
     *   <li>{@code private-key}: for {@code app}, the text of the App's private key, PEM of PKCS#1 as GitHub hands it out, or of PKCS#8;
     *       line ends may be written {@code \n}.
     *   <li>{@code private-key-file}: the path of a file with that text, instead.
     *   <li>{@code url}: default {@code https://api.github.com}; a GitHub Enterprise Server's is {@code https://{host}/api/v3}.
     *   <li>{@code recover-by}: {@code fetch}, the default, takes missed events out of what GitHub shows of its deliveries; {@code
     *       redelivery} asks GitHub to deliver them again, at most 3 times each within the 3 days that it remembers them, one a second,
     *       and they come as any delivery does. What GitHub does not show whole is redelivered with {@code fetch}, too.
     * </ul>
     *
     * <p>Hooks are created and kept with content type JSON, certificates checked, active, and the endpoint's secret, which goes along with
     * every change, because GitHub removes it otherwise. Of an App's hook GitHub's API changes the URL and these settings only: its events
     * are chosen in the App's settings, and it is never removed.
     *
     * <p>Made after GitHub's published descriptions, and tested against a sender that behaves like them; not tried against github.com.
     */
    public static final class Factory implements ProviderFactory {

        private static final String ACCEPT_SHA1 = "accept-sha1";

        /** For {@link java.util.ServiceLoader}. */
        public Factory() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Set<String> options() {
            return Set.of(ACCEPT_SHA1);
        }

        @Override
        public Collection<? extends EventType<?>> types() {
            return GitHubEvents.all();
        }

        @Override
        public WebhookProvider create(Secrets secrets, Map<String, String> options) {
            String accept = options.getOrDefault(ACCEPT_SHA1, "false").toLowerCase(Locale.ROOT);
            return switch (accept) {
                case "true" -> providerAcceptingSha1(secrets);
                case "false" -> provider(secrets);
                default ->
                    throw new IllegalArgumentException(
                            "Option accept-sha1 of provider github is \"" + accept + "\": write true or false");
            };
        }

        @Override
        public Set<String> apiOptions() {
            return GitHubOptions.NAMES;
        }

        @Override
        public SenderApi api(SenderOptions options) {
            return GitHubOptions.api(options);
        }
    }
}
