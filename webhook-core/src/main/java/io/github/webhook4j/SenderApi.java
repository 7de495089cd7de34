package io.github.webhook4j;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sender's own API, as far as it is about webhooks: which subscriptions there are, and which events have not arrived. Provider modules
 * implement it; {@link Subscriptions} and {@link Recovery} use it.
 *
 * <p>Implementations are thread-safe. Every method that asks the sender blocks, and throws {@link SenderException} where the sender
 * refuses or cannot be reached. No message and no {@code toString} shows a secret or what the API is called with.
 */
public interface SenderApi {

    /**
     * What to ask the sender for.
     *
     * @param subscriptions the subscriptions, each without an id, of different kinds
     * @param remarks what cannot be had by the API, a sentence each, for whoever reads the plan
     */
    record Wanted(List<Subscription> subscriptions, List<String> remarks) {
        /**
         * Copies the lists.
         *
         * @param subscriptions the subscriptions
         * @param remarks what cannot be had
         */
        public Wanted {
            subscriptions = List.copyOf(subscriptions);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * An API by its provider's name, from the provider modules on the class path.
     *
     * @param provider the provider's name, such as {@code github}
     * @param options what the module documents, such as {@code token} and {@code target}
     * @return the API
     * @throws IllegalArgumentException if no module has that name, the provider has no API, or an option is unknown or missing
     */
    static SenderApi named(String provider, Map<String, String> options) {
        return ProviderFactories.api(provider, options);
    }

    /**
     * Says what to ask for, so that events of some types come to a URL. Does not ask the sender.
     *
     * @param url where events are to come to
     * @param types types and families as handlers have them, such as {@code pull_request.opened}, {@code invoice.*} or {@code *}
     * @return the subscriptions, in the sender's names
     * @throws IllegalArgumentException if the sender cannot be asked for any of the types
     */
    Wanted wanted(URI url, Set<String> types);

    /**
     * The same, for senders where what to ask for, or to remark, depends on what there is: where an application has one URL, another one
     * there is replaced. Does not ask the sender either.
     *
     * @param url where events are to come to
     * @param types types and families as handlers have them
     * @param existing all that {@link #list} has, to whatever URL
     * @return the subscriptions; unless overridden, those of {@link #wanted(URI, Set)}
     * @throws IllegalArgumentException if the sender cannot be asked for any of the types
     */
    default Wanted wanted(URI url, Set<String> types, List<Subscription> existing) {
        return wanted(url, types);
    }

    /**
     * All subscriptions that the sender has, to whatever URL.
     *
     * @return the subscriptions, each with its id, the oldest first where the sender tells
     */
    List<Subscription> list();

    /**
     * Makes a subscription.
     *
     * @param wanted one of {@link #wanted(URI, Set)}
     * @param secrets gives the secret to sign with, or takes the one that the sender returns
     */
    void create(Subscription wanted, SecretExchange secrets);

    /**
     * Changes a subscription, which keeps its id and its secret.
     *
     * @param existing one of {@link #list}
     * @param wanted what it is to be
     * @param secrets gives the secret to sign with, for senders that want to be told again
     */
    void update(Subscription existing, Subscription wanted, SecretExchange secrets);

    /**
     * Whether {@link #update} can make of a subscription what is wanted. If it cannot, what is wanted is created, and the old one deleted
     * after that, so that no event is lost in between.
     *
     * @param existing one of {@link #list}
     * @param wanted what it is to be, of the same kind
     * @return whether it can; {@code true} unless overridden
     */
    default boolean canBecome(Subscription existing, Subscription wanted) {
        return true;
    }

    /**
     * Deletes a subscription; one that is gone already is no error.
     *
     * @param existing one of {@link #list}
     */
    void delete(Subscription existing);

    /**
     * Whether a subscription can be changed and deleted by the API. One that cannot is left alone, and what it sends is not subscribed
     * again.
     *
     * @param existing one of {@link #list}
     * @return whether it can; {@code true} unless overridden
     */
    default boolean canChange(Subscription existing) {
        return true;
    }

    /**
     * Whether the sender makes up the secret, and tells it only to whoever creates the subscription.
     *
     * @return whether it does; {@code false} unless overridden
     */
    default boolean makesSecrets() {
        return false;
    }

    /**
     * Whether the sender has one subscription for all, to whatever URL, which is always there: it is pointed elsewhere, not created.
     *
     * @return whether it has; {@code false} unless overridden
     */
    default boolean hasOneForAll() {
        return false;
    }

    /**
     * The events that have not arrived at a URL.
     *
     * @param url where they should have come to
     * @return the events, or {@code null} if the sender cannot be asked for them, as it is unless overridden
     */
    default @Nullable MissedEvents missed(URI url) {
        return null;
    }
}
