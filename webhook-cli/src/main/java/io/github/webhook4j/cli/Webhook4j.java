package io.github.webhook4j.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code webhook4j}. */
@Command(
        name = "webhook4j",
        description =
                "Registers an application with a sender of webhooks, fetches what it missed, and receives on your machine.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Webhook4j.Version.class,
        subcommands = {
            PlanCommand.class,
            SubscribeCommand.class,
            ListCommand.class,
            RemoveCommand.class,
            RecoverCommand.class,
            ListenCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the sender refuses, or something else has failed; one line on the standard error says what",
            "2:plan alone: something is to be done",
            "64:the command was used in a wrong way"
        })
public final class Webhook4j implements Runnable {

    static final String NAME = "webhook4j";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Webhook4j() {}

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description =
                    "Logs each call of an API: method, path, status and time. Neither tokens nor secrets nor bodies.")
    void setVerbose(boolean verbose) {
        Logging.setUp(verbose);
    }

    /** Reads the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Webhook4j.class.getPackage().getImplementationVersion();
            return new String[] {NAME + " " + (version == null ? "of no release" : version)};
        }
    }

    /**
     * Runs a command, and ends the JVM with its exit code.
     *
     * @param arguments the command and its arguments
     */
    public static void main(String[] arguments) {
        Logging.setUp(false);
        System.exit(new CommandLine(new Webhook4j())
                .setParameterExceptionHandler(Failures::wrongUse)
                .setExecutionExceptionHandler(Failures::failed)
                .setUsageHelpAutoWidth(true)
                .execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "There is no command.");
    }
}
