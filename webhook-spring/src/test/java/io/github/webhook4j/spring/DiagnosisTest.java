package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureDiagnosis;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What listeners that are beans are told of signatures that do not match. */
class DiagnosisTest {

    @Configuration(proxyBeanMethods = false)
    @Import(Received.class)
    static class Listening {

        private final BlockingQueue<SignatureDiagnosis> diagnoses = new LinkedBlockingQueue<>();

        SignatureDiagnosis diagnosis() throws InterruptedException {
            return Objects.requireNonNull(diagnoses.poll(20, TimeUnit.SECONDS), "nothing was diagnosed");
        }

        @Bean
        EndpointListener listener() {
            return new EndpointListener() {
                @Override
                public void diagnosed(WebhookEndpoint at, WebhookRequest request, SignatureDiagnosis diagnosis) {
                    diagnoses.add(diagnosis);
                }
            };
        }
    }

    private static WebhookProvider github() {
        return GitHub.provider(Secrets.of(Application.SECRET));
    }

    @Test
    void theFilterThatReadTheBodyIsNamed() throws Exception {
        try (Application application = Application.start(
                Listening.class,
                "spring.mvc.hiddenmethod.filter.enabled=true",
                "webhook4j.endpoints.github.secrets=" + Application.SECRET)) {
            SignedRequest.Builder form =
                    SignedRequest.of(github()).event("push").form("payload");
            assertThat(application.post("/webhooks/github", form).statusCode()).isEqualTo(500);
            SignatureDiagnosis diagnosis = application.bean(Listening.class).diagnosis();
            assertThat(diagnosis.mistake()).isEqualTo(Mistake.BODY_CONSUMED);
            assertThat(diagnosis.advice()).contains("org.springframework.web.filter.HiddenHttpMethodFilter");
        }
    }

    @Test
    void theEndpointWhoseSecretItIsIsNamed() throws Exception {
        try (Application application = Application.start(
                Listening.class,
                "webhook4j.endpoints.stripe.secrets=whsec_of_the_platform",
                "webhook4j.endpoints.stripe-connect.provider=stripe",
                "webhook4j.endpoints.stripe-connect.secrets=whsec_of_the_accounts")) {
            SignedRequest.Builder connected = SignedRequest.of(Stripe.provider(Secrets.of("whsec_of_the_accounts")))
                    .event("invoice.paid");
            assertThat(application.post("/webhooks/stripe", connected).statusCode())
                    .isEqualTo(401);
            SignatureDiagnosis diagnosis = application.bean(Listening.class).diagnosis();
            assertThat(diagnosis.mistake()).isEqualTo(Mistake.SECRET_OF_OTHER_ENDPOINT);
            assertThat(diagnosis.advice()).contains("stripe-connect");
            assertThat(diagnosis.proven()).isTrue();
        }
    }
}
