package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.absent.Gone;
import io.github.webhook4j.stripe.OnStripe;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A handler that takes a class of another library, without that library. */
@ExtendWith(OutputCaptureExtension.class)
class MissingLibraryTest {

    static class Billing {
        @OnStripe("invoice.paid")
        void paid(Gone gone) {}
    }

    /** Loads the handler itself, and nothing of stripe-java. */
    private static final class WithoutStripeJava extends ClassLoader {

        WithoutStripeJava() {
            super(MissingLibraryTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.stripe.")) {
                throw new ClassNotFoundException(name);
            }
            return name.equals(Billing.class.getName()) ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) {
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void theStartFailsWithTheArtifactToAdd(CapturedOutput output) throws Exception {
        Class<?> billing = new WithoutStripeJava().loadClass(Billing.class.getName());

        assertThatThrownBy(() -> new SpringApplication(billing, WebhookAutoConfiguration.class)
                        .run("--webhook4j.endpoints.stripe.secrets=a")
                        .close())
                .hasRootCauseInstanceOf(ClassNotFoundException.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("com.stripe.absent.Gone is not on the class path: add com.stripe:stripe-java");
    }
}
