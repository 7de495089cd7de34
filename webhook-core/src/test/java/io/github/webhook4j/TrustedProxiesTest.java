package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.2";
    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8", "2001:db8:ffff::/48");
    private static final TrustedProxies FORWARDED = PROXIES.usingForwarded();

    private static WebhookRequest.Builder from(@Nullable String peer) {
        return WebhookRequest.builder("POST", "/").remoteAddress(peer);
    }

    private static @Nullable String client(TrustedProxies proxies, WebhookRequest.Builder request) {
        var client = proxies.client(request.build());
        return client == null ? null : client.getHostAddress();
    }

    private static @Nullable String plain(String... lines) {
        WebhookRequest.Builder request = from(PROXY);
        for (String line : lines) {
            request.header("x-forwarded-for", line);
        }
        return client(PROXIES, request);
    }

    private static @Nullable String forwarded(String... lines) {
        WebhookRequest.Builder request = from(PROXY);
        for (String line : lines) {
            request.header("forwarded", line);
        }
        return client(FORWARDED, request);
    }

    @Test
    void withoutTrustedProxiesHeadersAreIgnored() {
        for (TrustedProxies none : List.of(TrustedProxies.none(), TrustedProxies.of(), PROXIES, FORWARDED)) {
            assertThat(client(
                            none,
                            from("192.0.2.66:5123")
                                    .header("X-Forwarded-For", "198.51.100.7")
                                    .header("Forwarded", "for=198.51.100.7")))
                    .isEqualTo("192.0.2.66");
        }
    }

    @Test
    void aPeerThatIsNoAddressIsUnknown() {
        for (TrustedProxies proxies : List.of(TrustedProxies.none(), PROXIES)) {
            assertThat(client(proxies, from(null).header("X-Forwarded-For", "198.51.100.7")))
                    .isNull();
            assertThat(client(proxies, from("localhost").header("X-Forwarded-For", "198.51.100.7")))
                    .isNull();
        }
    }

    @Test
    void theFirstAddressFromTheEndThatIsNotTrustedIsTheClient() {
        assertThat(plain("198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(plain("198.51.100.7, 10.1.1.1,10.2.2.2")).isEqualTo("198.51.100.7");
        assertThat(plain("198.51.100.7:4711 , [2001:db8:ffff::1]:80")).isEqualTo("198.51.100.7");
        assertThat(plain("\t2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(client(PROXIES, from("::ffff:10.0.0.9").header("X-Forwarded-For", "198.51.100.7")))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void whereEveryHopIsTrustedTheLeftmostIsTheClient() {
        assertThat(plain()).isEqualTo(PROXY);
        assertThat(plain("10.3.3.3, 10.1.1.1")).isEqualTo("10.3.3.3");
        assertThat(forwarded()).isEqualTo(PROXY);
        assertThat(forwarded("for=10.3.3.3, for=10.1.1.1")).isEqualTo("10.3.3.3");
    }

    @Test
    void linesAreReadInTheirOrder() {
        assertThat(plain("192.0.2.1", "198.51.100.7, 10.1.1.1", "10.2.2.2")).isEqualTo("198.51.100.7");
        assertThat(forwarded("for=192.0.2.1", "for=198.51.100.7, for=10.1.1.1", "for=10.2.2.2"))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void whatACallerWritesItselfStaysLeftOfWhatTheProxyAppends() {
        assertThat(plain("198.51.100.7, 192.0.2.66")).isEqualTo("192.0.2.66");
        assertThat(plain("198.51.100.7", "192.0.2.66")).isEqualTo("192.0.2.66");
        assertThat(plain("garbage, <script>, , 192.0.2.66")).isEqualTo("192.0.2.66");
        assertThat(plain("198.51.100.7, 10.0.0.1, 192.0.2.66, 10.0.0.3")).isEqualTo("192.0.2.66");
        assertThat(plain("198.51.100.7,".repeat(400) + "192.0.2.66")).isEqualTo("192.0.2.66");
        assertThat(forwarded("for=198.51.100.7, for=192.0.2.66")).isEqualTo("192.0.2.66");
        assertThat(forwarded("for=\"198.51.100.7, for=10.0.0.1\", for=192.0.2.66"))
                .isEqualTo("192.0.2.66");
        assertThat(forwarded("for=198.51.100.7;by=\", ", "for=192.0.2.66")).isNull();
        assertThat(forwarded("for=198.51.100.7;by=\", for=192.0.2.66")).isNull();
        assertThat(forwarded("for=198.51.100.7;by=\"\\, for=192.0.2.66")).isNull();
        assertThat(forwarded("for=198.51.100.7;by=\", for=\"192.0.2.66:1\";proto=https"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "_hidden",
                "",
                " ",
                "198.51.100.7,",
                "198.51.100.7, ,10.1.1.1",
                "198.51.100.7, unknown, 10.1.1.1",
                "example.com",
                "\"198.51.100.7\"",
                "for=198.51.100.7",
                "198.51.100.7 10.1.1.1",
                "198.51.100.7;10.1.1.1"
            })
    void aHopThatIsNoAddressLeavesTheClientUnknown(String line) {
        assertThat(plain(line)).isNull();
    }

    @Test
    void onlyTheNamedHeaderIsRead() {
        assertThat(client(
                        PROXIES,
                        from(PROXY).header("Forwarded", "for=198.51.100.7").header("X-Forwarded-For", "192.0.2.66")))
                .isEqualTo("192.0.2.66");
        assertThat(client(
                        FORWARDED,
                        from(PROXY).header("X-Forwarded-For", "198.51.100.7").header("Forwarded", "for=192.0.2.66")))
                .isEqualTo("192.0.2.66");
        assertThat(client(PROXIES, from(PROXY).header("Forwarded", "for=198.51.100.7")))
                .isEqualTo(PROXY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=198.51.100.7",
                "FOR=198.51.100.7",
                "for=\"198.51.100.7\"",
                "for=\"198.51.100.7:4711\"",
                "for=198.51.100.7:4711",
                "for=\"198.51.100.7:_port\"",
                "for=\"198\\.51.100.7\"",
                "for=198.51.100.7;proto=https;by=10.0.0.1",
                "proto=https; for=198.51.100.7 ;host=\"a, for=192.0.2.1; b\"",
                "by=\"a\\\"b, for=192.0.2.1\";for=198.51.100.7",
                ";for=198.51.100.7;",
                "for=\"[2001:db8:ffff::1]\", for=198.51.100.7 , for=\"[2001:db8:ffff::1]:443\"",
                "for=198.51.100.7,for=[2001:db8:ffff::1]",
                "host=\"\";for=198.51.100.7"
            })
    void theStandardHeaderIsReadInAllItsForms(String line) {
        assertThat(forwarded(line)).isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "for=unknown",
                "for=_hidden",
                "for=\"_gazonk:4711\"",
                "for=",
                "for=\"\"",
                "for",
                "198.51.100.7",
                "proto=https",
                "for=198.51.100.7, proto=https",
                "for=198.51.100.7,",
                "for=198.51.100.7;for=198.51.100.7",
                "for=198.51.100.7;For=192.0.2.1",
                "for = 198.51.100.7",
                "for=198.51.100.7 10.0.0.1",
                "for=\"198.51.100.7",
                "for=\"198.51.100.7\"x",
                "for=198.51.100.7\"",
                "for=198.51.100.7, \"",
                "for=198.51.100.7;b y=1",
                "x=\", for=198.51.100.7"
            })
    void whatTheStandardHeaderDoesNotSayIsUnknown(String line) {
        assertThat(forwarded(line)).isNull();
    }

    @Test
    void noMoreThan32HopsAreFollowed() {
        String hops = String.join(",", Collections.nCopies(31, "10.0.0.1"));
        assertThat(plain("198.51.100.7," + hops)).isEqualTo("198.51.100.7");
        assertThat(plain("198.51.100.7,10.0.0.1," + hops)).isNull();
        assertThat(plain("10.0.0.1,".repeat(2) + hops)).isNull();
    }

    @Test
    void aHeaderOfMoreThan8KibIsRefused() {
        String end = ",198.51.100.7";
        String most = "x".repeat(8192 - end.length());
        assertThat(plain(most + end)).isEqualTo("198.51.100.7");
        assertThat(plain("x" + most + end)).isNull();
        assertThat(plain(most, "xx", "198.51.100.7")).isNull();
        String quoted = "x=\"" + "\\\"".repeat(4000) + "\",for=198.51.100.7";
        assertThat(forwarded(quoted)).isEqualTo("198.51.100.7");
        assertThat(forwarded(quoted + ";y=" + "y".repeat(400))).isNull();
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.of("10.0.0.1/8"));
    }

    @Test
    void theyShowHowManyAndWhichHeader() {
        assertThat(TrustedProxies.none()).hasToString("TrustedProxies[none]");
        assertThat(PROXIES).hasToString("TrustedProxies[2 ranges, X-Forwarded-For]");
        assertThat(TrustedProxies.of("::1").usingForwarded()).hasToString("TrustedProxies[1 range, Forwarded]");
    }
}
