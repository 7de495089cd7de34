package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    static InetAddress address(String literal) {
        InetAddress address = Addresses.parse(literal);
        assertThat(address).as(literal).isNotNull();
        return address;
    }

    private static boolean contains(String range, String address) {
        return AddressRange.parse(range).contains(address(address));
    }

    @ParameterizedTest
    @CsvSource({
        "192.30.252.0/22, 192.30.252.0",
        "192.30.252.0/22, 192.30.255.255",
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1/32, 192.0.2.1",
        "192.0.2.2/31, 192.0.2.3",
        "128.0.0.0/1, 255.255.255.255",
        "0.0.0.0/0, 203.0.113.9",
        "2a0a:a440::/29, 2a0a:a447:ffff::1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "2001:DB8::/32, 2001:db8:ffff::",
        "::/0, 2001:db8::1",
        "::ffff:10.0.0.0/104, 10.255.0.1",
        "::ffff:0:0/96, 192.0.2.1",
        "::ffff:c000:201, 192.0.2.1",
        "192.0.2.0/24, ::ffff:192.0.2.7",
        "0000:0000:0000:0000:0000:ffff:255.255.255.255/128, 255.255.255.255"
    })
    void anAddressIsInARange(String range, String address) {
        assertThat(contains(range, address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.30.252.0/22, 192.30.251.255",
        "192.30.252.0/22, 192.31.0.0",
        "192.0.2.1, 192.0.2.0",
        "192.0.2.2/31, 192.0.2.1",
        "128.0.0.0/1, 127.255.255.255",
        "2a0a:a440::/29, 2a0a:a448::",
        "2a0a:a440::/29, 2a0a:a43f:ffff::",
        "::/0, 192.0.2.1",
        "::/80, ::ffff:192.0.2.1",
        "0.0.0.0/0, 2001:db8::1",
        "0.0.0.0/0, ::1",
        "::ffff:10.0.0.0/104, 11.0.0.0"
    })
    void anAddressIsNotInARange(String range, String address) {
        assertThat(contains(range, address)).isFalse();
    }

    @Test
    void anAddressOfJavaThatIsMappedIsIpv4() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 192, 0, 2, 7};
        InetAddress address = java.net.Inet6Address.getByAddress(null, mapped, 0);
        assertThat(address).isInstanceOf(java.net.Inet6Address.class);
        assertThat(AddressRange.parse("192.0.2.0/24").contains(address)).isTrue();
        assertThat(AddressRange.parse("::/0").contains(address)).isFalse();
    }

    private static void isNoRange(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse(text))
                .withMessageContaining("is no address and no range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/8",
                "localhost",
                "example.com",
                "cafe",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1.2.3.04",
                "1.2.3.256",
                "1.2.3.-1",
                "1.2.3.+1",
                "0x1.2.3.4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.\u0664",
                "1.2.3.4:80",
                "[::1]"
            })
    void whatIsNoIpv4IsRefused(String text) {
        isNoRange(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "::1::",
                "1::2::3",
                "12345::",
                "g::",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "::1.2.3",
                "::01.2.3.4",
                "1:2:3:4:5:6:7:1.2.3.4",
                "fe80::1%eth0",
                "fe80::1%1/64",
                "0000:0000:0000:0000:0000:ffff:0000:0000:255.255.255.255"
            })
    void whatIsNoIpv6IsRefused(String text) {
        isNoRange(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"33", "-1", "", "08", "+8", "8/8", " 8", "8 ", "1000", "\u0668", "2147483648"})
    void aPrefixThatIsNoneIsRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse("10.0.0.0/" + prefix))
                .withMessageContaining("from 0 to 32");
    }

    @Test
    void aPrefixOfIpv6HasUpTo128Bits() {
        assertThat(AddressRange.parse("::1/128")).isEqualTo(AddressRange.parse("::1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse("::/129"))
                .withMessageContaining("\"::/129\"")
                .withMessageContaining("from 0 to 128");
    }

    @ParameterizedTest
    @CsvSource({
        "192.30.253.7/22, 192.30.252.0/22, 192.30.253.7",
        "192.0.2.1/31, 192.0.2.0/31, 192.0.2.1",
        "1.0.0.0/0, 0.0.0.0/0, 1.0.0.0",
        "2001:db8::1/32, 2001:db8:0:0:0:0:0:0/32, 2001:db8:0:0:0:0:0:1",
        "::ffff:10.1.0.0/104, 10.0.0.0/8, 10.1.0.0"
    })
    void aRangeThatStartsInItsMiddleIsRefusedWithWhatItMayBe(String text, String range, String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse(text))
                .withMessageContainingAll("\"" + text + "\"", "is it " + range, "or the address " + address);
    }

    @Test
    void aMessageStaysOnItsLineAndIsShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse("1.2.3.4\r\nWARN \u001b[31m forged \u2028"))
                .withMessageContaining("1.2.3.4??WARN ?[31m forged ?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse("1".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).contains("1...\""));
    }

    @Test
    void rangesAreEqualWhenTheyHoldTheSameAddresses() {
        AddressRange range = AddressRange.parse("10.0.0.0/8");
        assertThat(range)
                .isEqualTo(AddressRange.parse("::ffff:a00:0/104"))
                .hasSameHashCodeAs(AddressRange.parse("::ffff:a00:0/104"))
                .isNotEqualTo(AddressRange.parse("10.0.0.0/9"))
                .isNotEqualTo(AddressRange.parse("11.0.0.0/8"))
                .isNotEqualTo("10.0.0.0/8")
                .hasToString("10.0.0.0/8");
        assertThat(range.hashCode())
                .isNotEqualTo(AddressRange.parse("10.0.0.0/9").hashCode());
        assertThat(AddressRange.parse("192.0.2.1/32")).hasToString("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "1.2.3.4:5678, 1.2.3.4",
        "1.2.3.4:_hidden, 1.2.3.4",
        "[2001:db8::1], 2001:db8::1",
        "[2001:db8::1]:443, 2001:db8::1",
        "[2001:db8::1]:_p.-0, 2001:db8::1",
        "2001:db8::1, 2001:db8::1",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80::1%eth0, fe80::1",
        "fe80:0:0:0:0:0:0:1%3, fe80::1",
        "[fe80::1%25en0]:80, fe80::1",
        "::ffff:1.2.3.4, 1.2.3.4",
        "[::ffff:102:304]:1, 1.2.3.4",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8"
    })
    void anAddressIsReadAsContainersAndProxiesWriteIt(String text, String address) throws UnknownHostException {
        assertThat(Addresses.parse(text)).isEqualTo(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "localhost",
                "ip6-localhost",
                "1.2.3",
                "1.2.3.4:",
                "1.2.3.4:http",
                "1.2.3.4:123456",
                "1.2.3.4:_",
                "1.2.3.4%eth0",
                "[1.2.3.4]",
                "[1.2.3.4]:80",
                "[2001:db8::1",
                "2001:db8::1]",
                "[2001:db8::1]443",
                "[2001:db8::1]:",
                "[]",
                "[[::1]]",
                "fe80::1%",
                "fe80::1%a%b",
                "%eth0",
                "/1.2.3.4",
                "1.2.3.4/32",
                "1.2.3.4, 5.6.7.8",
                "\"1.2.3.4\""
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(Addresses.parse(text)).isNull();
    }

    @Test
    void aTextOfAnyLengthIsReadQuickly() {
        assertThat(Addresses.parse("fe80::1%" + "e".repeat(120))).isEqualTo(address("fe80::1"));
        assertThat(Addresses.parse("fe80::1%" + "e".repeat(121))).isNull();
    }

    @Test
    void nothingButAnAddressHasItsBytes() {
        assertThat(Addresses.bytes("1.2.3.4")).containsExactly(1, 2, 3, 4);
        assertThat(Addresses.bytes("::1")).hasSize(16).endsWith(0, 1);
        byte @Nullable [] none = Addresses.bytes("localhost");
        assertThat(none).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> Addresses.text(Arrays.copyOf(new byte[0], 5)));
    }
}
