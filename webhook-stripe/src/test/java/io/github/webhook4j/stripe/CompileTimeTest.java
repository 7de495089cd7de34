package io.github.webhook4j.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.OnEventCheck;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the compiler says when this module and webhook-core are on its class path. */
class CompileTimeTest {

    private static List<String> errors(String handler) {
        String source = """
                import io.github.webhook4j.*;
                import io.github.webhook4j.stripe.OnStripe;
                import io.github.webhook4j.stripe.model.*;

                class Billing {
                    %s
                }
                """.formatted(handler);
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        compiler.getTask(
                        null,
                        null,
                        diagnostics,
                        List.of("-proc:only", "-classpath", System.getProperty("java.class.path")),
                        null,
                        List.of(
                                new SimpleJavaFileObject(
                                        URI.create("string:///Billing.java"), JavaFileObject.Kind.SOURCE) {
                                    @Override
                                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                                        return source;
                                    }
                                }))
                .call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    @Test
    void aMisspeltTypeIsAnErrorWithTheRightName() {
        assertThat(errors("@OnStripe(\"invoice.payd\") void paid(Invoice invoice) {}"))
                .containsExactly(
                        "6: Billing.paid(Invoice): \"invoice.payd\" is no known event type. "
                                + "Did you mean \"invoice.paid\" or \"invoice.*\" or \"invoice.sent\"? A type that the sender has added since needs allowUnknown.");
    }

    @Test
    void aPayloadThatTheTypeDoesNotCarryIsAnError() {
        assertThat(errors("@OnStripe({\"customer.created\", \"invoice.paid\"}) void paid(Invoice invoice) {}"))
                .containsExactly(
                        "6: Billing.paid(Invoice): \"customer.created\" does not carry Invoice, but Customer.");
    }

    @Test
    void aClassOfStripeJavaThatTheTypeDoesNotCarryIsAnError() {
        assertThat(errors("@OnStripe(\"invoice.paid\") void paid(com.stripe.model.Customer customer) {}"))
                .containsExactly(
                        "6: Billing.paid(Customer): \"invoice.paid\" does not carry com.stripe.model.Customer, "
                                + "but com.stripe.model.Invoice or com.stripe.model.Event.");
        assertThat(
                        errors(
                                "@OnStripe(\"invoice.*\") void paid(com.stripe.model.Invoice it, com.stripe.model.Event in) {}"))
                .isEmpty();
    }

    @Test
    void handlersForAnyProviderNeedATypeThatOneHas() {
        assertThat(errors("@OnEvent(\"invoice.paid\") void paid(WebhookEvent event) {}"))
                .isEmpty();
        assertThat(errors("@OnEvent(\"invoice.payd\") void paid(WebhookEvent event) {}"))
                .hasSize(1)
                .first()
                .asString()
                .contains("Did you mean \"invoice.paid\"");
        assertThat(errors("@OnEvent(value = \"invoice.payd\", provider = \"stripe\") void paid(WebhookEvent event) {}"))
                .hasSize(1);
    }

    @Test
    void whatIsRightOrAllowedOrOfAnUnknownProviderPasses() {
        assertThat(errors("""
                @OnStripe("invoice.paid") void paid(Invoice invoice, WebhookEvent event) {}
                @OnStripe({"customer.*", "*"}) void customer(Customer customer) {}
                @OnStripe(value = "invoice.invented", allowUnknown = true) void invented(Invoice invoice) {}
                @OnEvent(value = "what.ever", provider = "elsewhere") void other(byte[] body) {}
                @Deprecated void noHandler() {}
                """)).isEmpty();
    }

    @Test
    void aNameThatIsNoneIsAnError() {
        assertThat(errors("@OnStripe(\"invoice*\") void paid(WebhookEvent event) {}"))
                .hasSize(1)
                .first()
                .asString()
                .contains("is no event type");
    }

    @Test
    void theCompilerFindsItByItself() {
        assertThat(OnEventCheck.class.getResource("/META-INF/services/javax.annotation.processing.Processor"))
                .isNotNull();
    }
}
