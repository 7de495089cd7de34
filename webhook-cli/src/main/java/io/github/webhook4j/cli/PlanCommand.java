package io.github.webhook4j.cli;

import io.github.webhook4j.SubscriptionPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what {@code subscribe} would do. */
@Command(
        name = "plan",
        description = "Shows what subscribe would do. Changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is to be done", "1:it failed", "2:something is to be done", "64:used in a wrong way"
        })
final class PlanCommand implements Callable<Integer> {

    private static final int TO_BE_DONE = 2;

    @Mixin
    private SenderArguments sender = new SenderArguments();

    @Mixin
    private WantedArguments wanted = new WantedArguments();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        SubscriptionPlan plan = wanted.subscriptions(sender.api()).build().plan();
        spec.commandLine().getOut().println(plan);
        return plan.isEmpty() ? 0 : TO_BE_DONE;
    }
}
