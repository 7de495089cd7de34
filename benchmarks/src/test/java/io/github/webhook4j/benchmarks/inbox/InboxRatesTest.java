package io.github.webhook4j.benchmarks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.benchmarks.inbox.InboxRates.Scale;
import io.github.webhook4j.databases.NeedsServers;
import org.junit.jupiter.api.Test;

@NeedsServers
class InboxRatesTest {

    @Test
    void everythingIsMeasuredAndCompared() throws Exception {
        String table = InboxRates.table(new Scale(0, 1, 0.4, 100, 1_000));

        assertThat(table.lines().skip(2))
                .hasSize(2 * 14)
                .anyMatch(line -> line.matches("\\| acknowledged over HTTP \\|.* x bare INSERT \\|"))
                .anyMatch(line -> line.matches("\\| duplicates without a database over HTTP \\|.* x bare INSERT \\|"))
                .anyMatch(line ->
                        line.matches("\\| EXACT, two nodes, one INSERT each, 1,000 done \\|.* x db-scheduler \\|"));
    }
}
