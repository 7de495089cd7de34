package io.github.webhook4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs all benchmarks, and prints the table. */
public final class Benchmarks {

    private static final String FIRST = "\\." + FirstEvent.class.getSimpleName() + "\\.";
    private static final int PROCESSES = 4;

    private Benchmarks() {}

    /**
     * Runs.
     *
     * @param arguments none for the table; anything else goes to JMH
     * @throws Exception if a benchmark fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            org.openjdk.jmh.Main.main(arguments);
        } else {
            System.out.println(
                    run(full(), first(), full(), first(), full(), first()).markdown());
        }
    }

    static Table run(Options... runs) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (Options options : runs) {
            results.addAll(new Runner(options).run());
        }
        return new Table(results);
    }

    /**
     * Five minutes, most of them for the compiler, which has much to do for the typed events. It compiles in the foreground, or else
     * its threads would not be done on a busy machine when the measurement begins.
     */
    private static Options full() {
        return common().exclude(FIRST)
                .forks(1)
                .jvmArgsAppend("-Xms512m", "-Xmx512m", "-Xbatch")
                .build();
    }

    /** What happens once in a process, in a process of its own each time. */
    private static Options first() {
        return new OptionsBuilder()
                .include(FIRST)
                .mode(Mode.SingleShotTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .forks(PROCESSES)
                .warmupIterations(0)
                .measurementIterations(1)
                .build();
    }

    /** Each benchmark for a moment, in this process: shows that all of them work, and nothing else. */
    static Options smoke() {
        return common().forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static ChainedOptionsBuilder common() {
        return new OptionsBuilder()
                .include(Benchmarks.class.getPackageName() + "\\.")
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class);
    }
}
