package io.github.webhook4j.micronaut;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.absent.Gone;
import io.github.webhook4j.stripe.OnStripe;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A handler that takes a class of another library, without that library. */
class MissingLibraryTest {

    @Singleton
    @Requires(property = "specification", value = "missing library")
    static class Billing {

        @OnStripe("invoice.paid")
        void paid(Gone gone) {}
    }

    /** Loads the handler's bean itself, and nothing of stripe-java. */
    private static final class WithoutStripeJava extends ClassLoader {

        WithoutStripeJava() {
            super(MissingLibraryTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("com.stripe.")) {
                    throw new ClassNotFoundException(name);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null
                        ? loaded
                        : name.contains("MissingLibraryTest$Billing") ? define(name) : super.loadClass(name, resolve);
            }
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
    void theStartFailsWithTheArtifactToAdd() {
        assertThatThrownBy(() -> {
                    try (ApplicationContext context = ApplicationContext.builder()
                            .classLoader(new WithoutStripeJava())
                            .properties(Map.of(
                                    "specification",
                                    "missing library",
                                    "micronaut.server.port",
                                    -1,
                                    "webhook4j.endpoints.stripe.secrets",
                                    List.of("a")))
                            .start()) {
                        context.getBean(EmbeddedServer.class).start();
                    }
                })
                .hasMessageContaining("com.stripe.absent.Gone is not on the class path: add com.stripe:stripe-java");
    }
}
