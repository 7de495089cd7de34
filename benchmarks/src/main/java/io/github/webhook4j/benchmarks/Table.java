package io.github.webhook4j.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** Shows results as Markdown, each beside {@code webhook4j} of its group. */
final class Table {

    /** A quarter of the calls take at most so long: what a busy machine disturbs is in the others. */
    private static final double LOWER_QUARTILE = 25;

    private static final String OURS = "webhook4j";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private record Score(double micros, double bytes) {
        /** Of several rounds, the one that was disturbed least. */
        Score better(Score other) {
            return micros <= other.micros ? this : other;
        }

        static Score of(RunResult result) {
            return new Score(
                    result.getPrimaryResult().getStatistics().getPercentile(LOWER_QUARTILE),
                    Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED)
                            .getScore());
        }
    }

    private final Map<String, Map<String, Score>> groups = new TreeMap<>();

    Table(Collection<RunResult> results) {
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            int method = benchmark.lastIndexOf('.');
            int type = benchmark.lastIndexOf('.', method - 1);
            groups.computeIfAbsent(
                            group(benchmark.substring(type + 1, method), result.getParams()), added -> new TreeMap<>())
                    .merge(benchmark.substring(method + 1), Score.of(result), Score::better);
        }
    }

    private static String group(String type, BenchmarkParams params) {
        StringBuilder group = new StringBuilder(type);
        for (String parameter : params.getParamsKeys()) {
            group.append(", ").append(params.getParam(parameter)).append(' ').append(parameter);
        }
        return group.toString();
    }

    String markdown() {
        StringBuilder table = new StringBuilder("""
                | | µs | bytes | webhook4j's time | webhook4j's bytes |
                | --- | ---: | ---: | ---: | ---: |
                """);
        groups.forEach((group, scores) -> {
            Score ours = Objects.requireNonNull(scores.get(OURS), group);
            scores.forEach((name, score) -> table.append(String.format(
                    Locale.ROOT,
                    "| %s: %s | %.1f | %,.0f | %.2f x | %.2f x |%n",
                    group,
                    name,
                    score.micros(),
                    score.bytes(),
                    ours.micros() / score.micros(),
                    ours.bytes() / score.bytes())));
        });
        return table.toString();
    }
}
