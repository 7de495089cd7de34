package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signatures that are right, and come too late or too early, and times in another unit. */
final class ClockMistakes {

    /** A time that is read in the right unit lies this near to now. */
    private static final Duration NEAR = Duration.ofDays(4);

    private static final long HOUR = 3600;
    private static final long JITTER = 60;

    private ClockMistakes() {}

    static @Nullable SignatureDiagnosis clock(Refusal refusal, Trial trial) {
        boolean stale = refusal.reason() == Reason.TIMESTAMP_STALE;
        if (!stale && refusal.reason() != Reason.TIMESTAMP_FUTURE) {
            return null;
        }
        SignatureDiagnosis unit = unit(refusal, trial);
        if (unit != null) {
            return SignatureDiagnosis.proven(unit.mistake(), "The signature is right. " + unit.advice());
        }
        Long age = times(refusal).map(time -> age(refusal, time)).findFirst().orElse(null);
        String howFar = age == null ? "too " + (stale ? "long ago" : "far ahead") : seconds(age);
        return SignatureDiagnosis.proven(
                Mistake.CLOCK,
                "The signature and the secret are right, but it was signed " + howFar + " by this host's clock. "
                        + (stale ? stale(age) : "Set the clock: is NTP running here, and where the sender runs?"));
    }

    private static String seconds(long age) {
        return age >= 0 ? age + " s ago" : -age + " s ahead";
    }

    private static String stale(@Nullable Long age) {
        boolean zone = age != null && age >= HOUR - JITTER && (age + JITTER) % HOUR <= 2 * JITTER;
        return "Compare the clock with NTP"
                + (zone ? " (whole hours look like local time set as UTC)" : "")
                + "; if it is right, something in between, such as a queue or a tunnel, held the request back, or somebody sent an old "
                + "one again.";
    }

    /** A time that makes sense in another unit than the scheme's. */
    static @Nullable SignatureDiagnosis unit(Refusal refusal, Trial trial) {
        for (SignatureRule rule : refusal.rules()) {
            String sent = sent(rule, refusal);
            if (sent == null || near(rule.timeFormat().parse(sent), refusal)) {
                continue;
            }
            for (TimeFormat format : TimeFormat.values()) {
                if (near(format.parse(sent), refusal)) {
                    return SignatureDiagnosis.guess(
                            Mistake.TIME_UNIT,
                            "The time of signing is in " + format + ", and the scheme reads it in " + rule.timeFormat()
                                    + ": say timestamp(..., TimeFormat." + format + ") in the scheme.");
                }
            }
        }
        return null;
    }

    private static boolean near(@Nullable Instant time, Refusal refusal) {
        return time != null && Math.abs(time.getEpochSecond() - refusal.now().getEpochSecond()) <= NEAR.toSeconds();
    }

    private static long age(Refusal refusal, Instant time) {
        return refusal.now().getEpochSecond() - time.getEpochSecond();
    }

    private static Stream<Instant> times(Refusal refusal) {
        return refusal.rules().stream().flatMap(rule -> {
            String sent = sent(rule, refusal);
            return Stream.ofNullable(sent == null ? null : rule.timeFormat().parse(sent));
        });
    }

    private static @Nullable String sent(SignatureRule rule, Refusal refusal) {
        byte[] body = refusal.body();
        try {
            return rule.sentTime(refusal.request(), body == null ? new byte[0] : body);
        } catch (RejectedException e) {
            // of several rules, a request has the headers of one
            return null;
        }
    }
}
