package io.github.webhook4j;

import java.util.regex.Pattern;

/**
 * A mistake that users of a sender are known to make, and what to tell them. Hints are looked at when a signature does not
 * match, for the log; they decide nothing. Advice is shown as it is, so it must not hold a secret.
 *
 * <p>Immutable, thread-safe.
 */
public sealed interface Hint {

    /**
     * What the sender's secrets begin with.
     *
     * @param prefix the first characters, such as {@code whsec_}
     */
    record SecretsBegin(String prefix) implements Hint {}

    /**
     * A credential of another kind that is taken for the secret.
     *
     * @param form what such a credential looks like, as a whole
     * @param advice what it is, and where the secret is
     */
    record Secret(Pattern form, String advice) implements Hint {}

    /**
     * A header of requests that lack the signature.
     *
     * @param name the header's name
     * @param advice what such a request is, and what to do
     */
    record Header(String name, String advice) implements Hint {}

    /**
     * A value in the body that tells two kinds of event apart which are signed with different secrets.
     *
     * @param field where it is
     * @param value its text, {@code true} or {@code false} without quotes
     * @param advice which kind it is, and where its secret is
     */
    record Mode(Field.Json field, String value, String advice) implements Hint {}

    /**
     * What the sender's secrets begin with.
     *
     * @param prefix the first characters, such as {@code whsec_}
     * @return the hint
     */
    static Hint secretsBegin(String prefix) {
        return new SecretsBegin(prefix);
    }

    /**
     * A credential of another kind that is taken for the secret.
     *
     * @param form a regular expression for the whole of such a credential, such as {@code sk_.+}
     * @param advice what it is, and where the secret is
     * @return the hint
     */
    static Hint secret(String form, String advice) {
        return new Secret(Pattern.compile(form, Pattern.DOTALL), advice);
    }

    /**
     * A header of requests that lack the signature.
     *
     * @param name the header's name
     * @param advice what such a request is, and what to do
     * @return the hint
     */
    static Hint header(String name, String advice) {
        return new Header(name, advice);
    }

    /**
     * A value in the body that tells two kinds of event apart which are signed with different secrets, such as live and test.
     *
     * @param field where it is
     * @param value its text, {@code true} or {@code false} without quotes
     * @param advice which kind it is, and where its secret is
     * @return the hint
     */
    static Hint mode(Field.Json field, String value, String advice) {
        return new Mode(field, value, advice);
    }
}
