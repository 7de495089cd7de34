package io.github.webhook4j.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloodTest {

    @Test
    void everyLineShowsBothRates() throws Exception {
        assertThat(Flood.run(0.5).lines().skip(2))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).matches("\\| [^|]+ \\| [1-9][0-9,]* \\| [1-9][0-9,]* \\| .*"))
                .anySatisfy(line -> assertThat(line).matches("\\| no flood \\|.*\\| 0 \\| 0 \\|"))
                .anySatisfy(line ->
                        assertThat(line).matches("\\| as many forged as go, no guard \\|.*\\| [1-9][0-9,]* \\|"));
    }
}
