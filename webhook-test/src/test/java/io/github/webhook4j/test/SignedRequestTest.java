package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Ids and types get to where a sender puts them, wherever that is. */
class SignedRequestTest {

    private static WebhookProvider provider(Field id, Field type) {
        SignatureScheme scheme =
                SignatureScheme.hmacSha256().signature(Field.header("Sig")).build();
        return WebhookProvider.builder("own", scheme, Secrets.of("secret"))
                .id(id)
                .type(type)
                .build();
    }

    private static WebhookEvent event(WebhookProvider provider, SignedRequest.Builder request) {
        Verdict verdict = Verdict.of(provider, request.build().toRequest(), Instant.now());
        assertThat(verdict.events()).as("%s", verdict).hasSize(1);
        return verdict.events().get(0);
    }

    @Test
    void ofSeveralPlacesTheFirstIsWrittenTo() {
        WebhookProvider own = provider(
                Field.firstOf(Field.header("Id"), Field.json("/id")),
                Field.firstOf(
                        Field.when(Field.json("/kind"), "x", Field.header("Type")),
                        Field.all("/", Field.json("/topic"), Field.json("/action"))));

        WebhookEvent event =
                event(own, SignedRequest.of(own).event("orders/paid").id("1"));

        assertThat(event.id()).isEqualTo("1");
        assertThat(event.headers().first("Id")).isEqualTo("1");
        assertThat(event.type()).isEqualTo("orders/paid");
        assertThat(event.json().path("topic").asText()).isEqualTo("orders");
    }

    @Test
    void ofAnIdThatIsMadeOfSeveralValuesTheLastIsWritten() {
        Field type = Field.json("/type");
        WebhookProvider own =
                provider(Field.all(":", type, Field.firstOf(Field.json("/uuid"), Field.json("/id"))), type);

        assertThat(event(own, SignedRequest.of(own).event("a.b").id("1")).id()).isEqualTo("a.b:1");
    }

    @Test
    void whatASenderDoesNotSendCannotBeAskedFor() {
        WebhookProvider own = provider(Field.sha256(), Field.text("mail"));

        assertThat(event(own, SignedRequest.of(own)).type()).isEqualTo("mail");
        assertThat(event(own, SignedRequest.of(own).event("mail")).type()).isEqualTo("mail");
        assertThatThrownBy(() -> SignedRequest.of(own).event("call").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"call\"");
        assertThatThrownBy(() -> SignedRequest.of(own).id("1").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own sends no Sha256");
    }
}
