package io.github.webhook4j.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.slack.api.app_backend.SlackSignature;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.test.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Slack's own library and we decide the same, but for the relations named here; each of them occurs. */
class SlackDifferentialTest {

    private static final long NOW = 1767225600;
    private static final String SECRET = "s\u00e9cret of a workspace";

    private final SlackSignature.Generator generator = new SlackSignature.Generator(SECRET);
    private final SlackSignature.Verifier theirs = new SlackSignature.Verifier(generator);
    private final WebhookProvider ours = Slack.provider(Secrets.of(SECRET));

    /** How their decision and ours may relate. */
    enum Relation {
        SAME,
        /** They take any time that lies ahead; we take 300 s. */
        FUTURE_TIME_ACCEPTED_BY_THEM,
        /** They refuse an age of exactly 300 s, which Slack's other libraries accept. */
        AGE_OF_300_SECONDS_REFUSED_BY_THEM,
        /** They take what {@code Long.parseLong} takes, such as a plus sign or digits of other scripts. Slack sends digits. */
        ODD_NUMBER_ACCEPTED_BY_THEM
    }

    /** A request: what is signed is the text of the timestamp as it is sent. */
    record Delivery(String body, String timestamp, String signature) {}

    @Provide
    Arbitrary<Delivery> deliveries() {
        Arbitrary<String> bodies = Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().ascii(),
                Arbitraries.of("", "{}", "a=b&c=d", "\r\n", "\ufeff"));
        return Combinators.combine(bodies, timestamps(), mutations())
                .as((body, timestamp, mutation) ->
                        new Delivery(body, timestamp, mutation.apply(generator.generate(timestamp, body))));
    }

    private static Arbitrary<String> timestamps() {
        Arbitrary<Long> seconds = Arbitraries.oneOf(
                Arbitraries.longs().between(NOW - 400, NOW + 400),
                Arbitraries.of(NOW, NOW - 299, NOW - 300, NOW - 301, NOW + 300, NOW + 301, NOW * 1000, 0L, -1L));
        Arbitrary<UnaryOperator<String>> forms = mostly(List.of(
                text -> "0" + text,
                text -> "+" + text,
                text -> "-" + text,
                text -> text + " ",
                text -> text + ".5",
                text -> text + "L",
                text -> text.replace('1', '\u0661'),
                text -> "9".repeat(17) + text,
                text -> "abc",
                text -> ""));
        return Combinators.combine(seconds, forms).as((number, form) -> form.apply(Long.toString(number)));
    }

    private static Arbitrary<UnaryOperator<String>> mutations() {
        return mostly(List.of(
                signature -> signature.toUpperCase(Locale.ROOT),
                signature -> signature + "=x",
                signature -> signature + "0",
                signature -> signature.substring(0, signature.length() - 1),
                signature -> signature.substring(3),
                signature -> signature + "," + signature,
                signature -> " " + signature,
                signature -> signature.replace("v0=", "v1="),
                signature -> "v0=" + "0".repeat(64),
                signature -> "v0=",
                signature -> ""));
    }

    /** More often than not the text as it is. */
    private static Arbitrary<UnaryOperator<String>> mostly(List<UnaryOperator<String>> mutations) {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(UnaryOperator.identity())), Tuple.of(2, Arbitraries.of(mutations)));
    }

    private static Relation relation(Delivery delivery, boolean theirs, Verdict ours) {
        if (theirs == ours.isGenuine()) {
            return Relation.SAME;
        }
        if (ours.reason() == Reason.TIMESTAMP_FUTURE) {
            return Relation.FUTURE_TIME_ACCEPTED_BY_THEM;
        }
        boolean digits = delivery.timestamp().matches("[0-9]+");
        if (ours.reason() == Reason.SIGNATURE_MALFORMED && !digits) {
            return Relation.ODD_NUMBER_ACCEPTED_BY_THEM;
        }
        if (ours.isGenuine() && Long.parseLong(delivery.timestamp()) == NOW - 300) {
            return Relation.AGE_OF_300_SECONDS_REFUSED_BY_THEM;
        }
        return fail("theirs: %s, ours: %s, for %s", theirs, ours, delivery);
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void whereSlacksLibraryDecidesOtherwiseThereIsAReason(@ForAll("deliveries") Delivery delivery) {
        WebhookRequest request = WebhookRequest.builder("POST", "/")
                .header("X-Slack-Request-Timestamp", delivery.timestamp())
                .header("X-Slack-Signature", delivery.signature())
                .body(delivery.body().getBytes(StandardCharsets.UTF_8))
                .build();

        boolean theirVerdict = theirs.isValid(delivery.timestamp(), delivery.body(), delivery.signature(), NOW * 1000);
        Verdict ourVerdict = Verdict.of(ours, request, Instant.ofEpochSecond(NOW));

        Statistics.collect(relation(delivery, theirVerdict, ourVerdict));
        Statistics.coverage(coverage -> {
            for (Relation relation : Relation.values()) {
                coverage.check(relation).count(count -> count > 0);
            }
        });
    }

    @Property
    void weSignAsSlacksLibraryDoes(@ForAll String body) {
        WebhookRequest request = WebhookRequest.builder("POST", "/")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build();

        assertThat(ours.sign(request, Instant.ofEpochSecond(NOW)))
                .containsEntry("X-Slack-Signature", generator.generate(Long.toString(NOW), body));
    }
}
