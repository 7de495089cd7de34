package io.github.webhook4j;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done at a sender so that its subscriptions are as wanted.
 *
 * @param url where the events are to come to
 * @param steps what has to be done, in this order; none if all is as wanted
 * @param remarks what cannot be had by the sender's API, a sentence each
 */
public record SubscriptionPlan(URI url, List<Step> steps, List<String> remarks) {

    /** What is done to a subscription. */
    public enum Action {
        /** There is none. */
        CREATE,
        /** There is one that differs. */
        UPDATE,
        /** It is one too many, or nothing handles its events. */
        DELETE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One call to the sender.
     *
     * @param action what is done
     * @param existing the subscription as it is; {@code null} where it is created
     * @param wanted the subscription as it is to be; {@code null} where it is deleted
     * @param differences what changes, such as {@code +push}; none unless it is updated
     */
    public record Step(
            Action action,
            @Nullable Subscription existing,
            @Nullable Subscription wanted,
            List<String> differences) {
        /**
         * Copies the differences.
         *
         * @param action what is done
         * @param existing the subscription as it is, or {@code null}
         * @param wanted the subscription as it is to be, or {@code null}
         * @param differences what changes
         */
        public Step {
            differences = List.copyOf(differences);
        }

        static Step create(Subscription wanted) {
            return new Step(Action.CREATE, null, wanted, List.of());
        }

        static Step update(Subscription existing, Subscription wanted) {
            return new Step(Action.UPDATE, existing, wanted, existing.differences(wanted));
        }

        static Step delete(Subscription existing) {
            return new Step(Action.DELETE, existing, null, List.of());
        }

        @Override
        public String toString() {
            Subscription shown = Objects.requireNonNullElse(existing, wanted);
            return action + " " + shown + (differences.isEmpty() ? "" : ": " + String.join(", ", differences));
        }
    }

    /**
     * Copies the lists.
     *
     * @param url where the events are to come to
     * @param steps what has to be done
     * @param remarks what cannot be had
     */
    public SubscriptionPlan {
        steps = List.copyOf(steps);
        remarks = List.copyOf(remarks);
    }

    /**
     * Whether nothing has to be done.
     *
     * @return whether there is no step
     */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** A line for each step and each remark. */
    @Override
    public String toString() {
        Stream<String> done = steps.isEmpty()
                ? Stream.of("nothing to change for " + url)
                : steps.stream().map(Step::toString);
        return Stream.concat(done, remarks.stream().map(remark -> "note: " + remark))
                .collect(Collectors.joining("\n"));
    }
}
