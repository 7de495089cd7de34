package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of management endpoints, as text: what they show, what they do, and what they refuse. */
class InboxConsoleTest {

    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final HikariDataSource pool =
            TestDatabase.fresh(DatabaseKind.H2_FILE).pool(20);
    private final Node node = new Node(
            pool,
            builder -> builder.retries(RetrySchedule.of()),
            handlers -> handlers.on("order.paid", (order, event) -> {
                if (broken.get()) {
                    throw new IllegalStateException("on purpose");
                }
            }));
    private final InboxConsole console = new InboxConsole(node.inbox);

    InboxConsoleTest() throws SQLException {}

    @BeforeEach
    void twoDeadAndOneDone() {
        node.deliver("1");
        node.deliver("2");
        node.deliver("3", "order.sent", "a", 1);
        node.awaitState("1", EventState.DEAD);
        node.awaitState("2", EventState.DEAD);
        node.awaitState("3", EventState.DONE);
    }

    @AfterEach
    void close() {
        node.close();
        pool.close();
    }

    private static InboxCommand command(
            @Nullable String action, @Nullable String id, @Nullable String state, @Nullable String dryRun) {
        return new InboxCommand(action, null, null, id, state, null, null, null, null, dryRun);
    }

    private Map<String, Object> run(String action, @Nullable String id, @Nullable String state) {
        return console.run(command(action, id, state, null));
    }

    private Map<String, Object> plan(String action, @Nullable String id, @Nullable String state) {
        return console.run(command(action, id, state, "true"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> overview, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(overview.get(name));
    }

    private List<Object> ids(@Nullable String type, @Nullable String state, @Nullable String limit) {
        return list(console.overview(null, type, state, limit), "events").stream()
                .map(event -> Objects.requireNonNull(event.get("id")))
                .toList();
    }

    @Test
    void theOverviewCountsAllAndShowsTheNewestDead() {
        Map<String, Object> overview = console.overview(null, null, null, null);
        assertThat(list(overview, "counts"))
                .satisfiesExactly(
                        dead -> assertThat(dead)
                                .containsEntry("endpoint", "shop")
                                .containsEntry("state", "DEAD")
                                .containsEntry("events", 2L)
                                .hasEntrySatisfying(
                                        "oldest",
                                        age -> assertThat(age).asString().startsWith("PT")),
                        done -> assertThat(done).containsEntry("state", "DONE").containsEntry("events", 1L));
        assertThat(list(overview, "events"))
                .allSatisfy(event -> assertThat(event)
                        .containsEntry("type", "order.paid")
                        .containsEntry("attempts", 1)
                        .containsEntry("hasBody", true)
                        .doesNotContainKey("body")
                        .hasEntrySatisfying(
                                "failure", why -> assertThat(why).asString().contains("on purpose")));
    }

    @Test
    void theOverviewListsWhatIsAskedFor() {
        assertThat(ids(null, null, null)).containsExactly("2", "1");
        assertThat(ids(null, null, "1")).containsExactly("2");
        assertThat(ids(null, "done, dead", "500")).containsExactly("3", "2", "1");
        assertThat(ids("order.s*", "DONE", null)).containsExactly("3");
        assertThat(list(console.overview("other", null, null, null), "events")).isEmpty();
    }

    @Test
    void anEventIsShownByItsNumberWithoutItsBody() {
        Object number = Objects.requireNonNull(
                list(console.overview(null, null, null, null), "events").get(0).get("number"));
        assertThat(console.entry(number.toString())).containsEntry("id", "2").doesNotContainKey("body");
        assertThat(console.entry("4711")).isNull();
        assertThatThrownBy(() -> console.entry("evt_2")).hasMessage("number cannot be read: evt_2");
    }

    @ParameterizedTest
    @CsvSource({
        "arm, 1, , 1",
        "arm, , dead, 2",
        "arm, , done, 0",
        "discard, , dead, 2",
        "discard, 3, , 0",
        "purge, , 'done,dead', 3",
        "purge, , waiting, 0",
        "replay, 3, , 1"
    })
    void aDryRunSaysWhatWouldBeDoneAndTheCommandDoesIt(
            String action, @Nullable String id, @Nullable String state, long events) {
        broken.set(false);
        List<InboxCount> before = node.inbox.admin().count();
        assertThat(plan(action, id, state)).containsEntry("dryRun", true).containsEntry("events", events);
        assertThat(node.inbox.admin().count())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("oldest")
                .isEqualTo(before);
        assertThat(run(action, id, state)).containsEntry("dryRun", false).containsEntry("events", events);
    }

    @Test
    void whatIsArmedIsHandled() {
        broken.set(false);
        run("ARM", "1", null);
        node.awaitState("1", EventState.DONE);
        assertThat(node.entry("2").state()).isEqualTo(EventState.DEAD);
    }

    @Test
    void aReplayTellsHowLongItTakes() {
        InboxCommand command = new InboxCommand("replay", "shop", "order.*", null, null, null, null, null, "2", "true");
        assertThat(console.run(command))
                .containsEntry("events", 3L)
                .containsEntry("withoutBody", 0L)
                .containsEntry("takes", "PT1.5S");
    }

    @Test
    void eventsAreMeantByTimeAndNumberToo() {
        String now = Instant.now().plus(1, ChronoUnit.HOURS).toString();
        assertThat(console.run(new InboxCommand("purge", null, null, null, null, now, null, null, null, "true")))
                .containsEntry("events", 0L);
        assertThat(console.run(new InboxCommand("purge", null, null, null, null, null, now, null, null, "true")))
                .containsEntry("events", 3L);
        String numbers = node.entry("1").number() + ", " + node.entry("3").number();
        assertThat(console.run(new InboxCommand("purge", null, null, null, null, null, null, numbers, null, "true")))
                .containsEntry("events", 2L);
    }

    @Test
    void aCommandThatMeansNoEventsInParticularIsRefused() {
        assertThatThrownBy(() -> run("purge", null, null)).hasMessageStartingWith("Which events?");
        assertThat(node.inbox.admin().list(InboxFilter.all(), 10)).hasSize(3);
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> run("remove", "1", null))
                .hasMessage("action is one of [replay, arm, discard, purge], not remove");
        assertThatThrownBy(() -> console.run(command("arm", "1", null, "yes")))
                .hasMessage("dryRun is true or false, not yes");
        assertThatThrownBy(() -> console.run(command(null, "1", null, null)))
                .hasMessageStartingWith("action is one of");
        assertThatThrownBy(() -> run("arm", null, "deaf")).hasMessageStartingWith("state is one of [waiting, running");
        assertThatThrownBy(() ->
                        console.run(new InboxCommand("arm", null, null, "1", null, "today", null, null, null, null)))
                .hasMessage("from cannot be read: today");
        assertThatThrownBy(() ->
                        console.run(new InboxCommand("replay", null, null, "1", null, null, null, null, "0", null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "501", "ten"})
    void limitsAreLimited(String limit) {
        assertThatThrownBy(() -> console.overview(null, null, null, limit)).hasMessageStartingWith("limit ");
    }
}
