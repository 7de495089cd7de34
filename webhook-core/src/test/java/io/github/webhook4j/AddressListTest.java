package io.github.webhook4j;

import static io.github.webhook4j.AddressRangeTest.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.webhook4j.AddressList.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {

    private static final URI LIST = URI.create("https://sender.invalid/addresses.json");

    private static AddressList unknown() {
        return PublishedList.refreshed(
                PublishedAddresses.at(URI.create("http://127.0.0.1:1/"), ""),
                new RefreshPace(Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(10)));
    }

    @Test
    void aFixedListAllowsItsAddresses() {
        AddressList list = AddressList.of("192.0.2.0/24", "2001:db8::1");
        assertThat(list.verdict(address("192.0.2.77"))).isEqualTo(Verdict.ALLOWED);
        assertThat(list.verdict(address("::ffff:192.0.2.77"))).isEqualTo(Verdict.ALLOWED);
        assertThat(list.verdict(address("2001:db8::1"))).isEqualTo(Verdict.ALLOWED);
        assertThat(list.verdict(address("2001:db8::2"))).isEqualTo(Verdict.NOT_ALLOWED);
        assertThat(list).hasToString("AddressList[2 ranges]");
        assertThat(AddressList.of(List.of("::1", "0:0::1"))).hasToString("AddressList[1 range]");
    }

    @Test
    void anEmptyOrBrokenListIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(AddressList::of).withMessageContaining("name one");
        assertThatIllegalArgumentException().isThrownBy(() -> AddressList.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(AddressList::anyOf).withMessageContaining("name one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressList.of("192.0.2.1", "sender.example"))
                .withMessageContaining("\"sender.example\"");
    }

    @Test
    void oneOfSeveralListsIsEnough() {
        AddressList both = AddressList.anyOf(AddressList.of("192.0.2.1"), AddressList.of("192.0.2.2"));
        assertThat(both.verdict(address("192.0.2.1"))).isEqualTo(Verdict.ALLOWED);
        assertThat(both.verdict(address("192.0.2.2"))).isEqualTo(Verdict.ALLOWED);
        assertThat(both.verdict(address("192.0.2.3"))).isEqualTo(Verdict.NOT_ALLOWED);
        assertThat(both).hasToString("AddressList[1 range] or AddressList[1 range]");
    }

    @Test
    void whereOneOfSeveralListsIsUnknownSoIsWhatTheOthersDoNotAllow() {
        AddressList unknown = unknown();
        AddressList fixed = AddressList.of("192.0.2.1");
        for (AddressList both : List.of(AddressList.anyOf(unknown, fixed), AddressList.anyOf(fixed, unknown))) {
            assertThat(both.verdict(address("192.0.2.1"))).isEqualTo(Verdict.ALLOWED);
            assertThat(both.verdict(address("192.0.2.3"))).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void aListIsNotGotMoreOftenThanEveryMinute() {
        PublishedAddresses published = PublishedAddresses.at(LIST, "/a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressList.published(published, Duration.ofSeconds(59)))
                .withMessageContaining("PT59S")
                .withMessageContaining("PT1M");
        PublishedAddresses nowhere = PublishedAddresses.at(URI.create("http://127.0.0.1:1/"), "");
        assertThat(AddressList.published(nowhere, Duration.ofMinutes(1)).toString())
                .contains("none yet");
        assertThat(AddressList.REFRESH).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://sender.example/list",
                "sender.example/list",
                "/list",
                "https:///list",
                "https:list",
                "https://user:password@sender.example/list",
                "file:///etc/list"
            })
    void aListIsPublishedOnTheWebWithoutAPassword(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublishedAddresses.at(URI.create(uri), "/a"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("password@"));
    }

    @Test
    void aPublishedListShowsWhereItIs() {
        PublishedAddresses published = PublishedAddresses.at(LIST, "/a/0");
        assertThat(published).hasToString("PublishedAddresses[/a/0 at " + LIST + "]");
        assertThat(published.included(LocalDate.of(2026, 11, 25), List.of("::1")))
                .hasToString("PublishedAddresses[/a/0 at " + LIST + ", with 1 range as of 2026-11-25]");
        assertThat(published.uri()).isEqualTo(LIST);
        assertThatIllegalArgumentException().isThrownBy(() -> PublishedAddresses.at(LIST, "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> published.included(LocalDate.of(2026, 11, 25), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> published.included(LocalDate.of(2026, 11, 25), List.of("sender")));
    }

    @Test
    void afterFailuresTheNextAttemptComesSoonerAndThenLessOften() {
        RefreshPace pace = new RefreshPace(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(10));
        assertThat(List.of(0, 1, 2, 3, 6, 7, 8, 1_000_000_000))
                .extracting(failures -> pace.after(failures).toMinutes())
                .containsExactly(60L, 1L, 2L, 4L, 32L, 60L, 60L, 60L);
        assertThat(new RefreshPace(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ZERO).after(1))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aProviderSaysWhereItsSenderPublishes() {
        PublishedAddresses published = PublishedAddresses.at(LIST, "/a");
        WebhookProvider provider = Events.provider();
        assertThat(provider.publishedAddresses()).isNull();
        assertThat(provider.publishes(published).publishedAddresses()).isSameAs(published);

        byte[] json = Events.json("order.paid");
        WebhookProvider ordered = provider.orderedBy(Field.json("/data/id"));
        assertThat(ordered.publishedAddresses()).isNull();
        for (WebhookProvider both : List.of(
                ordered.publishes(published), provider.publishes(published).orderedBy(Field.json("/data/id")))) {
            assertThat(both.publishedAddresses()).isSameAs(published);
            assertThat(both.orderKey(Events.post(json), json)).isEqualTo("o1");
        }
    }
}
