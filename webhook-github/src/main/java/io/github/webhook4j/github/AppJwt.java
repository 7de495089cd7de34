package io.github.webhook4j.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;

/** What a GitHub App calls the API with: it is good for some minutes, and made anew in time. Thread-safe. */
final class AppJwt implements Supplier<String> {

    /** GitHub's advice: its clock may be behind. */
    private static final Duration BEFORE = Duration.ofSeconds(60);

    /** GitHub takes no more than 10 minutes, by its own clock. */
    private static final Duration LIFETIME = Duration.ofMinutes(9);

    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(1);

    private final String appId;
    private final PrivateKey signedWith;
    private final Clock clock;
    private String made = "";
    private Instant ends = Instant.EPOCH;

    AppJwt(String appId, PrivateKey signedWith, Clock clock) {
        if (!appId.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "The App's id is a number, or its client id, as the App's settings show them.");
        }
        this.appId = appId;
        this.signedWith = signedWith;
        this.clock = clock;
    }

    @Override
    public synchronized String get() {
        Instant now = clock.instant();
        if (!now.isBefore(ends.minus(RENEWED_BEFORE_END))) {
            ends = now.plus(LIFETIME);
            made = made(now);
        }
        return made;
    }

    private String made(Instant now) {
        String claims = "{\"iat\":" + now.minus(BEFORE).getEpochSecond() + ",\"exp\":" + ends.getEpochSecond()
                + ",\"iss\":\"" + appId + "\"}";
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII)) + "."
                + base64(claims.getBytes(StandardCharsets.US_ASCII));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signedWith);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The App's private key cannot sign", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "AppJwt[" + appId + "]";
    }
}
