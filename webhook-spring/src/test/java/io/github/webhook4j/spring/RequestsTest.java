package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.test.SignedRequest;
import jakarta.servlet.Filter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What Spring MVC and Boot would do with a request stays without effect, and what filters do is named. */
@ExtendWith(OutputCaptureExtension.class)
class RequestsTest {

    private static final String GITHUB = "webhook4j.endpoints.github.secrets=" + Application.SECRET;

    private static SignedRequest.Builder push() {
        return SignedRequest.of(GitHub.provider(Secrets.of(Application.SECRET))).event("push");
    }

    private static HttpRequest.Builder http(Application application) {
        return HttpRequest.newBuilder(application.uri("/webhooks/github"));
    }

    private static void assertBare(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Received.class)
    static class ReadsParameters {
        @Bean
        Filter parameters() {
            return (request, response, chain) -> {
                request.getParameter("_method");
                chain.doFilter(request, response);
            };
        }
    }

    @Test
    void aFormThatAFilterHasReadIsAnsweredWith500AndTheLogSaysWhatToDo(CapturedOutput output) throws Exception {
        try (Application application = Application.start(ReadsParameters.class, GITHUB)) {
            assertBare(application.post("/webhooks/github", push().form("payload")), 500);
            assertThat(output.getAll())
                    .contains("Endpoint github got a request whose body had been read already", "getParameter");
            assertBare(application.post("/webhooks/github", push()), 200);
            assertThat(application.bean(Received.class).events()).hasSize(1);
        }
    }

    @Test
    void aFormPassesBootsOwnFilters() throws Exception {
        try (Application application = Application.start(Received.class, GITHUB)) {
            SignedRequest form = push().form("payload").build();
            assertBare(application.send(form.toHttp(application.uri("/webhooks/github"))), 200);
            WebhookEvent event = application.bean(Received.class).events().get(0);
            assertThat(event.body()).isEqualTo(form.body());
            assertThat(event.json().path("repository").isObject()).isTrue();
        }
    }

    @Test
    void refusalsAreBareEvenForThoseWhoAcceptErrorPages() throws Exception {
        try (Application application = Application.start(Received.class, GITHUB)) {
            for (String accept : new String[] {"text/html", "application/json", "image/png", "nonsense"}) {
                HttpResponse<String> response = application.send(http(application)
                        .header("Accept", accept)
                        .POST(BodyPublishers.ofString("{}"))
                        .build());
                assertBare(response, 401);
                assertThat(response.headers().firstValue("Content-Type")).isEmpty();
            }
        }
    }

    @Test
    void methodsThatSpringAnswersItselfElsewhereAreRefused() throws Exception {
        try (Application application = Application.start(Received.class, GITHUB)) {
            for (String method : new String[] {"HEAD", "OPTIONS", "PROPFIND"}) {
                HttpResponse<String> response = application.send(http(application)
                        .method(method, BodyPublishers.noBody())
                        .build());
                assertBare(response, 405);
                assertThat(response.headers().firstValue("Allow")).hasValue("POST");
            }
        }
    }

    @Test
    void aDeliveryFromABrowserElsewhereIsADelivery() throws Exception {
        try (Application application = Application.start(Received.class, GITHUB)) {
            assertBare(application.post("/webhooks/github", push().header("Origin", "https://elsewhere.example")), 200);
        }
    }

    @Test
    void aBodyThatSpringTakesAsMultipartIsReportedAsConsumedAndNotAsForged(CapturedOutput output) throws Exception {
        try (Application application = Application.start(Received.class, GITHUB)) {
            SignedRequest.Builder multipart = push().header("Content-Type", "multipart/form-data; boundary=x")
                    .body("--x\r\nContent-Disposition: form-data; name=\"payload\"\r\n\r\n{}\r\n--x--\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertBare(application.post("/webhooks/github", multipart), 500);
            assertThat(output.getAll()).contains("body had been read already");
            assertBare(application.post("/webhooks/github", multipart.unsigned()), 401);
        }
    }
}
