package io.github.webhook4j.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong. Never repeats an argument that nobody understands: somebody may have typed a token there. */
final class Failures {

    static final int FAILED = 1;

    /** {@code EX_USAGE} of sysexits.h. Picocli's own 2 is what plan ends with. */
    static final int WRONG_USE = 64;

    private Failures() {}

    static int wrongUse(ParameterException failure, String[] arguments) {
        say(failure.getCommandLine(), told(failure));
        failure.getCommandLine()
                .getErr()
                .println("Try: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return WRONG_USE;
    }

    private static String told(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(failure.getMessage());
        }
        String first = unmatched.getUnmatched().get(0);
        if (first.startsWith("--")) {
            return "There is no option " + first.split("=", 2)[0] + ".";
        }
        if (first.startsWith("-")) {
            return "There is no option " + first.substring(0, Math.min(2, first.length())) + ".";
        }
        CommandLine command = failure.getCommandLine();
        return command.getSubcommands().isEmpty()
                ? "There is an argument too many; nothing but options is understood."
                : "There is no such command, only "
                        + String.join(", ", command.getSubcommands().keySet()) + ".";
    }

    static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        // not in a constant: a logger that is made before the arguments are read does not know how much to log
        LoggerFactory.getLogger(Failures.class).debug("failed", failure);
        String message = failure.getMessage();
        say(command, message == null ? failure.getClass().getName() : message);
        return failure instanceof IllegalArgumentException ? WRONG_USE : FAILED;
    }

    static void say(CommandLine command, String message) {
        command.getErr().println(Webhook4j.NAME + ": " + message.replaceAll("\\s*\\R\\s*", " "));
    }
}
