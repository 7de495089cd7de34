package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Addresses are read as Java reads them, ranges hold what arithmetic says, and nothing throws what it should not. */
class AddressPropertiesTest {

    @Provide
    Arbitrary<String> almostAddresses() {
        Arbitrary<String> pieces = Arbitraries.of(
                "0", "1", "10", "255", "256", "01", "f", "ffff", "10000", "db8", ".", ".", ".", ":", ":", ":", "::",
                "1.2.3.4", "::ffff:", "[", "]", "%", "%eth0", "/", "/8", " ", "_x", "g", "-", "\u00e9", "\u0660");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                pieces.list().ofMaxSize(16).map(parts -> String.join("", parts)));
    }

    @Provide
    Arbitrary<byte[]> addresses() {
        Arbitrary<Byte> bytes = Arbitraries.oneOf(Arbitraries.of((byte) 0, (byte) -1), Arbitraries.bytes());
        return Arbitraries.of(4, 16).flatMap(size -> bytes.array(byte[].class).ofSize(size));
    }

    private static boolean startsLikeAnAddress(String text) {
        return text.matches("[0-9a-fA-F:][0-9a-fA-F:.]*") && text.indexOf(':') >= 0;
    }

    @Property(tries = 5000)
    void whatIsReadAsAnAddressIsWhatJavaReads(@ForAll("almostAddresses") String text) throws UnknownHostException {
        byte[] bytes = Addresses.bytes(text);
        if (bytes == null) {
            return;
        }
        assertThat(startsLikeAnAddress(text) || text.matches("[0-9.]+")).isTrue();
        assertThat(InetAddress.getByAddress(bytes)).isEqualTo(InetAddress.getByName(text));
        assertThat(Addresses.parse(text)).isEqualTo(InetAddress.getByName(text));
    }

    @Property(tries = 5000)
    void aTextIsAnAddressOrNone(@ForAll("almostAddresses") String text) {
        InetAddress address = Addresses.parse(text);
        assertThat(address == null || text.contains(".") || text.contains(":")).isTrue();
    }

    @Property(tries = 5000)
    void aTextIsARangeOrRefused(@ForAll("almostAddresses") String text) {
        AddressRange range;
        try {
            range = AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("\"").matches("[ -~]+");
            return;
        }
        assertThat(AddressRange.parse(range.toString())).isEqualTo(range);
    }

    @Property
    void everyAddressThatJavaWritesIsRead(@ForAll("addresses") byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        String text = address.getHostAddress();
        assertThat(Addresses.parse(text)).isEqualTo(address);
        assertThat(Addresses.parse((address.getAddress().length == 4 ? text : "[" + text + "]") + ":65535"))
                .isEqualTo(address);
        assertThat(AddressRange.parse(text).contains(address)).isTrue();
    }

    @Property
    void aRangeHoldsTheAddressesThatShareItsPrefix(
            @ForAll("addresses") byte[] one, @ForAll @Size(16) byte[] noise, @ForAll @IntRange(max = 128) int length)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(one);
        byte[] bytes = address.getAddress();
        int bits = bytes.length * 8;
        int prefix = length % (bits + 1);
        BigInteger value = new BigInteger(1, bytes);
        BigInteger network = value.shiftRight(bits - prefix).shiftLeft(bits - prefix);
        String text = written(network, bytes.length) + "/" + prefix;

        AddressRange range = AddressRange.parse(text);
        assertThat(range.contains(address)).isTrue();
        // one that shares some of its bits
        BigInteger other = value.xor(new BigInteger(1, noise).shiftRight(128 - bits + length % bits));
        assertThat(range.contains(InetAddress.getByAddress(bytes(other, bytes.length))))
                .isEqualTo(other.shiftRight(bits - prefix).equals(value.shiftRight(bits - prefix)));
        if (!network.equals(value)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AddressRange.parse(written(value, bytes.length) + "/" + prefix))
                    .withMessageContaining("is it " + range);
        }
    }

    private static String written(BigInteger value, int size) throws UnknownHostException {
        return InetAddress.getByAddress(bytes(value, size)).getHostAddress();
    }

    private static byte[] bytes(BigInteger value, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[size - 1 - i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> pieces = Arbitraries.of(
                "for=",
                "For=",
                "by=",
                ";",
                ",",
                ", ",
                "\"",
                "\\",
                "\\\"",
                "=",
                " ",
                "10.0.0.1",
                "198.51.100.7",
                "192.0.2.9",
                "\"[2001:db8::1]:80\"",
                "_hidden",
                "unknown",
                "x",
                "\t",
                "\u00e9");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                pieces.list().ofMaxSize(20).map(parts -> String.join("", parts)));
    }

    /** Whatever a stranger writes, what the proxy has appended about the stranger decides. */
    @Property(tries = 5000)
    void noHeaderThatACallerWritesMakesItSomebodyElse(@ForAll("headers") String written, @ForAll boolean sameLine) {
        for (String appended : new String[] {
            "for=198.51.100.7", "for=\"198.51.100.7:4711\";proto=https", "by=\"10.0.0.1\";for=198.51.100.7"
        }) {
            InetAddress client = TrustedProxies.of("10.0.0.0/8")
                    .usingForwarded()
                    .client(request("Forwarded", written, appended, sameLine));
            assertThat(client).isIn(null, AddressRangeTest.address("198.51.100.7"));
        }
        assertThat(TrustedProxies.of("10.0.0.0/8")
                        .client(request("X-Forwarded-For", written, "198.51.100.7", sameLine)))
                .isEqualTo(AddressRangeTest.address("198.51.100.7"));
    }

    private static WebhookRequest request(String header, String written, String appended, boolean sameLine) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").remoteAddress("10.0.0.2");
        if (sameLine) {
            request.header(header, written + ", " + appended);
        } else {
            request.header(header, written).header(header, appended);
        }
        return request.build();
    }
}
