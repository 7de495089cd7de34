package io.github.webhook4j.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.test.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/**
 * The libraries of Standard Webhooks and of Svix decide as we do, but for the differences named here; each of them occurs. They
 * read the system's clock, so times stay seconds away from the limits.
 */
class StandardDifferentialTest {

    private static final byte[] KEY = "own standard secret, 32 bytes..!".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = "whsec_b3duIHN0YW5kYXJkIHNlY3JldCwgMzIgYnl0ZXMuLiE=";

    private static final String WELL_FORMED = "(?:(?:v1,[^ ,]{43}=|v(?!1,)[^ ,]+,[^ ,]+)(?: +|$))+";

    private final WebhookProvider ours = StandardWebhooks.provider(Secrets.of(SECRET));

    /** How their decision and ours may relate. */
    enum Relation {
        SAME,
        /** They take ids with dots, so that one signature fits several requests; the specification warns of them. */
        ID_WITH_DOTS_ACCEPTED_BY_THEM,
        /** They take an empty id, which cannot tell events apart. */
        EMPTY_ID_ACCEPTED_BY_THEM,
        /** They take what {@code Long.parseLong} takes, such as a plus sign or digits of other scripts. */
        ODD_NUMBER_ACCEPTED_BY_THEM,
        /** They print the time anew: leading zeros that are signed are refused ... */
        LEADING_ZERO_THAT_IS_SIGNED_REFUSED_BY_THEM,
        /** ... and those that are not signed are accepted. */
        LEADING_ZERO_THAT_IS_NOT_SIGNED_ACCEPTED_BY_THEM,
        /** Beside a right signature they take anything: further commas, elements without one, signatures that are none. */
        MALFORMED_LIST_ACCEPTED_BY_THEM,
        /** They take the first of several headers, whatever the others say. */
        REPEATED_HEADER_ACCEPTED_BY_THEM,
        /** Svix takes requests signed as {@code svix-*} that also have a {@code webhook-id} that is not signed. */
        UNSIGNED_ID_OF_THE_OTHER_NAME_ACCEPTED_BY_THEM
    }

    /** A request without the prefix of its headers' names; {@code added} is one more header. */
    record Delivery(String body, String id, String timestamp, String signatures, String added) {
        /** The names and values in the order in which they are sent. */
        List<Map.Entry<String, String>> headers(String prefix) {
            List<Map.Entry<String, String>> headers = new ArrayList<>(List.of(
                    Map.entry(prefix + "id", id),
                    Map.entry(prefix + "timestamp", timestamp),
                    Map.entry(prefix + "signature", signatures)));
            if (!added.isEmpty()) {
                headers.add(Map.entry(added.replace("*-", prefix), "msg_added"));
            }
            return headers;
        }
    }

    /** Their way of verifying, which throws to refuse. */
    private interface Library {
        void verify(String body, Map<String, List<String>> headers) throws Exception;
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
        Arbitrary<String> added = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just("")),
                Tuple.of(2, Arbitraries.of("webhook-id", "svix-id", "*-id", "*-signature", "*-timestamp", "other")));
        return Combinators.combine(bodies(), ids(), timestamps(), lists(), added)
                .as((body, id, timestamp, list, extra) -> new Delivery(
                        body,
                        id,
                        timestamp.sent(),
                        list.apply(sign(id + "." + timestamp.signed() + "." + body)),
                        extra));
    }

    private static Arbitrary<String> bodies() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().ascii(),
                Arbitraries.of("", "{}", "a.b", "\r\n", "\ufeff"));
    }

    @Provide
    Arbitrary<String> plainIds() {
        return Arbitraries.strings().alpha().numeric().withChars('_', '-').ofMinLength(1);
    }

    private Arbitrary<String> ids() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, plainIds()),
                Tuple.of(1, Arbitraries.strings().ascii()),
                Tuple.of(3, Arbitraries.of("msg.1", ".", "", " ", "msg\u00e9")));
    }

    /** How a time is sent, and the text of it that is signed. */
    record Time(String sent, String signed) {}

    private static Arbitrary<Time> timestamps() {
        Arbitrary<String> seconds = Arbitraries.oneOf(
                        Arbitraries.longs().between(-290, 290),
                        Arbitraries.of(0L, -310L, 310L, 3600L, -3600L, 1L << 40))
                .map(age -> Long.toString(Instant.now().getEpochSecond() - age));
        return seconds.flatMap(number -> Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(new Time(number, number))),
                Tuple.of(
                        4,
                        Arbitraries.of(
                                new Time("0" + number, "0" + number),
                                new Time("0" + number, number),
                                new Time("+" + number, number),
                                new Time("-" + number, "-" + number),
                                new Time(number.replace('1', '\u0661'), number),
                                new Time(number + "000", number + "000"),
                                new Time(number + ".9", number),
                                new Time(number + "abc", number),
                                new Time("", number)))));
    }

    private static Arbitrary<UnaryOperator<String>> lists() {
        String wrong = "v1," + "A".repeat(43) + "=";
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(UnaryOperator.identity())),
                Tuple.of(
                        4,
                        Arbitraries.of(List.<UnaryOperator<String>>of(
                                right -> wrong,
                                right -> wrong + " " + right,
                                right -> right + " " + wrong,
                                right -> right + "  " + wrong,
                                right -> "v1a,AAAA v2,x " + right,
                                right -> right + ",x",
                                right -> right + " x",
                                right -> right + " v1,AAAA",
                                right -> right.substring(3),
                                right -> right.substring(0, right.length() - 1),
                                right -> right.replace("v1", "V1"),
                                right -> right.replace("v1", "v1a"),
                                right -> right.replace(",", "="),
                                right -> "v1,",
                                right -> ""))));
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void whereTheLibraryOfStandardWebhooksDecidesOtherwiseThereIsAReason(@ForAll("deliveries") Delivery delivery)
            throws Exception {
        com.standardwebhooks.Webhook webhook = new com.standardwebhooks.Webhook(SECRET);
        Statistics.collect(relation(webhook::verify, delivery, "webhook-"));
        coverAllBut(Relation.UNSIGNED_ID_OF_THE_OTHER_NAME_ACCEPTED_BY_THEM);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void whereTheLibraryOfSvixDecidesOtherwiseThereIsAReason(@ForAll("deliveries") Delivery delivery) throws Exception {
        com.svix.Webhook webhook = new com.svix.Webhook(SECRET);
        Statistics.collect(relation(webhook::verify, delivery, "svix-"));
        coverAllBut();
    }

    private static void coverAllBut(Relation... others) {
        Statistics.coverage(coverage -> {
            for (Relation relation : Relation.values()) {
                coverage.check(relation)
                        .count(count -> (count == 0) == List.of(others).contains(relation));
            }
        });
    }

    private Relation relation(Library library, Delivery delivery, String prefix) {
        WebhookRequest.Builder request =
                WebhookRequest.builder("POST", "/").body(delivery.body().getBytes(StandardCharsets.UTF_8));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        delivery.headers(prefix).forEach(header -> {
            request.header(header.getKey(), header.getValue());
            headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>()).add(header.getValue());
        });

        boolean theirs = accepts(library, delivery.body(), headers);
        Verdict verdict = Verdict.of(ours, request.build(), Instant.now());
        return theirs == verdict.isGenuine() ? Relation.SAME : reason(delivery, prefix, theirs, verdict);
    }

    private static boolean accepts(Library library, String body, Map<String, List<String>> headers) {
        try {
            library.verify(body, headers);
            return true;
        } catch (Exception refusal) {
            assertThat(refusal.getClass().getSimpleName()).isEqualTo("WebhookVerificationException");
            return false;
        }
    }

    private static Relation reason(Delivery delivery, String prefix, boolean theirs, Verdict ours) {
        boolean repeated = delivery.added().startsWith("*-") || delivery.added().startsWith(prefix);
        boolean zero = delivery.timestamp().matches("0[0-9]+");
        if (!theirs && zero) {
            return Relation.LEADING_ZERO_THAT_IS_SIGNED_REFUSED_BY_THEM;
        }
        if (ours.reason() == Reason.SIGNATURE_MISMATCH && zero) {
            return Relation.LEADING_ZERO_THAT_IS_NOT_SIGNED_ACCEPTED_BY_THEM;
        }
        if (ours.reason() == Reason.SIGNATURE_MISSING
                && prefix.equals("svix-")
                && delivery.added().equals("webhook-id")) {
            return Relation.UNSIGNED_ID_OF_THE_OTHER_NAME_ACCEPTED_BY_THEM;
        }
        if (theirs && delivery.id().isEmpty()) {
            return Relation.EMPTY_ID_ACCEPTED_BY_THEM;
        }
        if (ours.reason() != Reason.SIGNATURE_MALFORMED) {
            return fail("theirs: %s, ours: %s, for %s", theirs, ours, delivery);
        }
        if (repeated) {
            return Relation.REPEATED_HEADER_ACCEPTED_BY_THEM;
        }
        if (!delivery.timestamp().matches("[0-9]+")) {
            return Relation.ODD_NUMBER_ACCEPTED_BY_THEM;
        }
        if (delivery.id().contains(".")) {
            return Relation.ID_WITH_DOTS_ACCEPTED_BY_THEM;
        }
        assertThat(delivery.signatures()).doesNotMatch(WELL_FORMED);
        return Relation.MALFORMED_LIST_ACCEPTED_BY_THEM;
    }

    @Property
    void whatWeSignTheyWouldSignAndVerify(@ForAll("plainIds") String id, @ForAll String body) throws Exception {
        Instant now = Instant.now();
        Map<String, String> signed =
                StandardWebhooks.sign(Secrets.of(SECRET), id, body.getBytes(StandardCharsets.UTF_8), now);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        signed.forEach((name, value) -> headers.put(name, List.of(value)));

        com.standardwebhooks.Webhook standard = new com.standardwebhooks.Webhook(SECRET);
        com.svix.Webhook svix = new com.svix.Webhook(SECRET);
        standard.verify(body, headers);
        svix.verify(body, headers);
        assertThat(signed)
                .containsEntry("webhook-signature", standard.sign(id, now.getEpochSecond(), body))
                .containsEntry("webhook-signature", svix.sign(id, now.getEpochSecond(), body));
    }
}
