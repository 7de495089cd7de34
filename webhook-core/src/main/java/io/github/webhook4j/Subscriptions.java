package io.github.webhook4j;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.SubscriptionPlan.Step;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers an application with a sender: the events that its handlers handle, sent to its URL, once.
 *
 * <pre>{@code
 * Subscriptions subscriptions = Subscriptions.builder(api, URI.create("https://app.example.com/webhooks/github"))
 *         .handledBy(endpoint)
 *         .build();
 * System.out.println(subscriptions.plan());
 * subscriptions.apply();
 * }</pre>
 *
 * <p>What the sender has for the URL is found, and created, changed or deleted so that it is as wanted; to apply it again changes
 * nothing. What it has for other URLs is left alone, unless it has one for all. One that its API cannot change stays as it is: what it
 * sends is not subscribed again, and a remark says where it differs. Where one of two subscriptions has to go, events that happen before
 * the other one is changed are not sent. Senders do not show the secret that they sign with, so that one that differs is not noticed.
 * Two processes that apply at the same time may both create one; the next one who applies deletes the newer. Immutable, thread-safe.
 */
public final class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final SenderApi api;
    private final URI url;
    private final Set<String> types;
    private final @Nullable Secrets secrets;
    private final @Nullable SecretSink sink;

    private Subscriptions(Builder builder) {
        this.api = builder.api;
        this.url = builder.url;
        this.types = Set.copyOf(builder.types);
        this.secrets = builder.secrets;
        this.sink = builder.sink;
    }

    /**
     * Starts the subscriptions to one URL.
     *
     * @param api the sender's API
     * @param url where the events are to come to, as the sender sees it
     * @return a builder
     */
    public static Builder builder(SenderApi api, URI url) {
        return new Builder(api, url);
    }

    /**
     * Asks the sender what there is, and says what is to be done. Changes nothing.
     *
     * @return the plan
     * @throws SenderException if the sender refuses or cannot be asked
     * @throws IllegalArgumentException if there is nothing that the sender could be asked for
     */
    public SubscriptionPlan plan() {
        if (types.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no type of event to subscribe to: no handler is registered for one");
        }
        List<Subscription> all = api.list();
        SenderApi.Wanted wanted = api.wanted(url, types, all);
        List<Subscription> existing = api.hasOneForAll() ? all : ours(all);
        FixedSubscriptions fixed = fixed(existing);
        List<String> remarks = new ArrayList<>(wanted.remarks());
        remarks.addAll(fixed.remarks(wanted.subscriptions()));
        return new SubscriptionPlan(url, steps(fixed.missing(wanted.subscriptions()), fixed.others(existing)), remarks);
    }

    /**
     * Makes the subscriptions as they are wanted.
     *
     * @return what has been done; no steps if all was as wanted
     * @throws SenderException if the sender refuses or cannot be asked; the steps before have been done, and to apply again goes on
     * @throws IllegalStateException if a secret is needed that is not there, or the sender's own could not be kept
     * @throws IllegalArgumentException if there is nothing that the sender could be asked for
     */
    public SubscriptionPlan apply() {
        SubscriptionPlan plan = plan();
        try {
            return apply(plan);
        } catch (SenderException e) {
            if (e.reason() != Reason.ALREADY_THERE) {
                throw e;
            }
            LOG.debug("Somebody else subscribes {} at the same time; looking again", url, e);
            SubscriptionPlan again = plan();
            if (again.equals(plan)) {
                throw e;
            }
            return apply(again);
        }
    }

    /**
     * All subscriptions to the URL.
     *
     * @return the subscriptions
     * @throws SenderException if the sender refuses or cannot be asked
     */
    public List<Subscription> list() {
        return ours(api.list());
    }

    private List<Subscription> ours(List<Subscription> all) {
        return all.stream().filter(existing -> existing.isTo(url)).toList();
    }

    /**
     * Deletes all subscriptions to the URL that the sender's API can delete; the others are in the remarks.
     *
     * @return what has been done
     * @throws SenderException if the sender refuses or cannot be asked
     */
    public SubscriptionPlan remove() {
        List<Subscription> existing = list();
        FixedSubscriptions fixed = fixed(existing);
        List<Step> steps = fixed.others(existing).stream().map(Step::delete).toList();
        return apply(new SubscriptionPlan(url, steps, fixed.remarks(List.of())));
    }

    /**
     * These subscriptions, for some time only.
     *
     * @return what makes and deletes them; nothing is done yet
     */
    public TemporarySubscription temporary() {
        return new TemporarySubscription(this);
    }

    /** Those to the URL; what would take a sender's only one from where it leads is refused. */
    List<Subscription> beforeTemporary() {
        List<Subscription> all = api.list();
        List<Subscription> before = ours(all);
        if (api.hasOneForAll() && before.size() < all.size()) {
            throw new SenderException(
                    Reason.ALREADY_THERE,
                    "The sender has one subscription for all, and it leads elsewhere, to "
                            + all.get(0).url() + ". If nobody needs that, subscribe " + url
                            + " in its place, and not for some time only.",
                    null,
                    null);
        }
        return before;
    }

    URI url() {
        return url;
    }

    private FixedSubscriptions fixed(List<Subscription> existing) {
        return new FixedSubscriptions(
                existing.stream().filter(one -> !api.canChange(one)).toList());
    }

    /** Deletes first: senders refuse to have an event twice for one URL. What is replaced stays until the new one is there. */
    private List<Step> steps(List<Subscription> wanted, List<Subscription> existing) {
        List<Subscription> surplus = new ArrayList<>(existing);
        List<Step> changes = new ArrayList<>();
        Set<String> created = new HashSet<>();
        for (Subscription one : wanted) {
            Subscription kept = bestFor(one, existing);
            if (kept == null) {
                changes.add(Step.create(one));
                created.add(one.kind());
                continue;
            }
            surplus.remove(kept);
            if (!kept.differences(one).isEmpty()) {
                changes.add(Step.update(kept, one));
            }
        }
        Map<Boolean, List<Step>> deletes = surplus.stream()
                .collect(partitioningBy(one -> created.contains(one.kind()), mapping(Step::delete, toList())));
        List<Step> steps = new ArrayList<>(deletes.get(false));
        steps.addAll(changes);
        steps.addAll(deletes.get(true));
        return steps;
    }

    /** The one that needs no change, else the one that has the most of the events; the older of equals. */
    private @Nullable Subscription bestFor(Subscription wanted, Collection<Subscription> existing) {
        Comparator<Subscription> better = Comparator.<Subscription, Boolean>comparing(
                        one -> one.differences(wanted).isEmpty())
                .thenComparing(one -> one.eventsInCommon(wanted));
        Subscription best = null;
        for (Subscription one : existing) {
            boolean fits = one.kind().equals(wanted.kind()) && api.canBecome(one, wanted);
            if (fits && (best == null || better.compare(one, best) > 0)) {
                best = one;
            }
        }
        return best;
    }

    private SubscriptionPlan apply(SubscriptionPlan plan) {
        boolean creates = plan.steps().stream().anyMatch(step -> step.action() == SubscriptionPlan.Action.CREATE);
        if (creates && api.makesSecrets() && sink == null) {
            throw new IllegalStateException("The sender makes up a secret for a new subscription and tells it once: "
                    + "give a SecretSink that keeps it, such as SecretFile");
        }
        for (Step step : plan.steps()) {
            make(step);
            LOG.debug("Done: {}", step);
        }
        return plan;
    }

    private void make(Step step) {
        SecretExchange exchange = new SecretExchange(secrets);
        Subscription existing = step.existing();
        Subscription wanted = step.wanted();
        if (wanted == null) {
            api.delete(Objects.requireNonNull(existing));
        } else if (existing == null) {
            api.create(wanted, exchange);
            keep(exchange);
        } else {
            api.update(existing, wanted, exchange);
        }
    }

    private void keep(SecretExchange exchange) {
        if (sink == null) {
            return;
        }
        try {
            exchange.handTo(sink);
        } catch (RuntimeException e) {
            Subscription created = exchange.created();
            if (created != null) {
                api.delete(created);
            }
            throw new IllegalStateException(
                    "The new subscription's secret could not be kept, so it has been deleted again", e);
        }
    }

    @Override
    public String toString() {
        return "Subscriptions[" + url + ", " + types + "]";
    }

    /** Builds {@link Subscriptions}. Not thread-safe. */
    public static final class Builder {

        private final SenderApi api;
        private final URI url;
        private final Set<String> types = new TreeSet<>();
        private @Nullable Secrets secrets;
        private @Nullable SecretSink sink;

        private Builder(SenderApi api, URI url) {
            this.api = api;
            this.url = url;
        }

        /**
         * Adds the types that an endpoint has handlers for, and gives the sender the first of the endpoint's secrets to sign with.
         *
         * @param endpoint the endpoint
         * @return this builder
         */
        public Builder handledBy(WebhookEndpoint endpoint) {
            types.addAll(endpoint.dispatcher().registered().keySet());
            this.secrets = endpoint.provider().signing().secrets();
            return this;
        }

        /**
         * Adds types and families.
         *
         * @param names such as {@code pull_request.opened}, {@code invoice.*} or {@code *}
         * @return this builder
         */
        public Builder types(Collection<String> names) {
            types.addAll(names);
            return this;
        }

        /**
         * Sets the secrets of which the first is what the sender is to sign with, if it does not make up its own. Default: none, or those
         * of the endpoint.
         *
         * @param given the secrets
         * @return this builder
         */
        public Builder secrets(Secrets given) {
            this.secrets = given;
            return this;
        }

        /**
         * Sets what keeps the secret of a sender that makes up its own. Default: none, and such a subscription is not created.
         *
         * @param keeper keeps the secret
         * @return this builder
         */
        public Builder secretSink(SecretSink keeper) {
            this.sink = keeper;
            return this;
        }

        /**
         * Builds the subscriptions. Asks nobody.
         *
         * @return the subscriptions
         */
        public Subscriptions build() {
            return new Subscriptions(this);
        }
    }
}
