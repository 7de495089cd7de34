package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderHeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"api-token\nof-two-lines", "api-token-\u00e9", "api-token\u0000"})
    void aValueThatNoHeaderHasIsNotQuoted(String token) {
        SenderClient client = SenderClient.builder(URI.create("http://localhost:1"))
                .header("Authorization", () -> "Bearer " + token)
                .build();

        SenderException refusal =
                catchThrowableOfType(SenderException.class, () -> client.send(SenderCall.of("GET", "/things")));

        assertThat(refusal.reason()).isEqualTo(SenderException.Reason.UNAUTHORIZED);
        assertThat(refusal).hasMessageNotContaining("api-token").hasNoCause();
    }
}
