package io.github.webhook4j.senders;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every implementation of {@link SenderApi} has to bear, whatever the sender answers. */
public abstract class SenderContract {

    /** What the API has to be called with. */
    protected static final String TOKEN = "api-token-of-the-contract";

    private final WireMockServer sender = new WireMockServer(options().dynamicPort());
    private final WireMockServer elsewhere = new WireMockServer(options().dynamicPort());

    /**
     * The API to test, called with {@link #TOKEN}.
     *
     * @param base where the sender is
     * @return the API
     */
    protected abstract SenderApi api(URI base);

    @BeforeEach
    final void start() {
        sender.start();
        elsewhere.start();
    }

    @AfterEach
    final void stop() {
        sender.stop();
        elsewhere.stop();
    }

    private SenderApi api() {
        return api(URI.create(sender.baseUrl()));
    }

    private SenderException refusal(ResponseDefinitionBuilder answer) {
        sender.stubFor(any(anyUrl()).willReturn(answer));
        SenderException refusal = catchThrowableOfType(SenderException.class, () -> api().list());
        assertThat(refusal).as("what is thrown").isNotNull();
        return refusal;
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, NOT_ALLOWED",
        "404, NOT_FOUND",
        "418, REFUSED",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    final void aStatusIsAReason(int status, Reason reason) {
        assertThat(refusal(aResponse().withStatus(status).withBody("<html>no JSON</html>")))
                .extracting(SenderException::reason)
                .isEqualTo(reason);
    }

    @Test
    final void whereTheSenderWantsToBeLeftAloneForLongItIsAskedOnceAndTheTimeIsTold() {
        SenderException refusal = refusal(aResponse().withStatus(429).withHeader("Retry-After", "120"));

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        sender.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    final void toListIsTriedAgain() {
        refusal(aResponse().withStatus(500));

        sender.verify(3, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "17", "\"text\"", "null", "[17]", "{\"unknown\": 1}", "{} {}", "<html></html>"})
    final void anAnswerOfAnotherFormIsMalformed(String body) {
        assertThat(refusal(aResponse().withStatus(200).withBody(body)).reason()).isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    final void aConnectionThatBreaksIsUnavailable(Fault fault) {
        assertThat(refusal(aResponse().withFault(fault)).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    final void whatItIsCalledWithGoesToNoOtherHost() {
        elsewhere.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("[]")));

        SenderException refusal =
                refusal(aResponse().withStatus(302).withHeader("Location", elsewhere.baseUrl() + "/there"));

        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        elsewhere.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 409, 422, 429, 500})
    final void noMessageShowsWhatItIsCalledWith(int status) {
        String echo = """
                {"ok": false, "message": "bad T", "error": {"message": "bad T", "code": "T", "type": "T"}, "code": 1,
                 "errors": [{"message": "bad T", "code": "T", "extensions": {"code": "T"}}], "reason": "T"}
                """.replace("T", TOKEN);
        SenderException refusal = refusal(
                aResponse().withStatus(status).withHeader("Retry-After", "99").withBody(echo));

        assertThat(trace(refusal)).contains("SenderException").doesNotContain(TOKEN);
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    final void itsTextDoesNotShowWhatItIsCalledWith() {
        assertThat(api().toString()).doesNotContain(TOKEN);
    }
}
