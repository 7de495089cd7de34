package io.github.webhook4j.secrecy;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Searches all that is printed while tests run, which is where loggers write in tests, and fails the session when something was
 * printed that must not be. JUnit finds it by its file in {@code META-INF/services}, in each JVM that runs tests.
 */
public final class OutputWatch implements LauncherSessionListener, TestExecutionListener {

    private static final int MOST_SHOWN = 20;

    /** Leaks by the test and the rule, so that a test that leaks a thousand times is shown once. */
    private final Map<String, String> leaks = new LinkedHashMap<>();

    private volatile String test = "before the first test";
    private @Nullable PrintStream out;
    private @Nullable PrintStream err;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(this);
    }

    /** Not earlier: Surefire puts streams of its own in place after it has opened the session. */
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (System.out != out) {
            out = SearchedStream.before(System.out, this::search);
            System.setOut(out);
        }
        if (System.err != err) {
            err = SearchedStream.before(System.err, this::search);
            System.setErr(err);
            reopenConsoleOfJavaLogging();
        }
    }

    /** Its handler keeps the stream that it finds when it is made. */
    private static void reopenConsoleOfJavaLogging() {
        try {
            LogManager.getLogManager().readConfiguration();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void executionStarted(TestIdentifier started) {
        started.getSource().ifPresent(source -> test = name(source));
    }

    private static String name(TestSource source) {
        if (source instanceof MethodSource method) {
            return method.getClassName() + "." + method.getMethodName();
        }
        return source instanceof ClassSource type ? type.getClassName() : source.toString();
    }

    private void search(String line) {
        Leak.in(line).ifPresent(leak -> {
            synchronized (leaks) {
                leaks.putIfAbsent(test + ": " + leak, line);
            }
        });
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        synchronized (leaks) {
            if (!leaks.isEmpty()) {
                StringBuilder told = new StringBuilder("Secrets, signatures or bodies were printed, while these ran:");
                leaks.entrySet().stream()
                        .limit(MOST_SHOWN)
                        .forEach(leak -> told.append("\n  ")
                                .append(leak.getKey())
                                .append(", in: ")
                                .append(leak.getValue()));
                throw new AssertionError(told.toString());
            }
        }
    }
}
