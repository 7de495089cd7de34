package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.stripe.OnStripe;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.model.Invoice;
import io.github.webhook4j.test.SignedRequest;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.web.context.WebApplicationContext;

/** Handlers are found on the classes that users wrote, and called on the beans that Spring made of them. */
class HandlerBeansTest {

    private static final String STRIPE = "webhook4j.endpoints.stripe.secrets=" + Application.SECRET;

    private static SignedRequest.Builder paid() {
        return SignedRequest.of(Stripe.provider(Secrets.of(Application.SECRET))).event("invoice.paid");
    }

    /** Remembers what became of each transaction, and what handlers did meanwhile. */
    static class Ledger implements PlatformTransactionManager {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        void write(String line) {
            lines.add(line);
        }

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            write("begin");
            return new SimpleTransactionStatus();
        }

        @Override
        public void commit(TransactionStatus status) {
            write("commit");
        }

        @Override
        public void rollback(TransactionStatus status) {
            write("rollback");
        }
    }

    private static List<String> lines(Application application) {
        return List.copyOf(application.bean(Ledger.class).lines);
    }

    static class ClassProxied {

        private final Ledger ledger;

        ClassProxied(Ledger ledger) {
            this.ledger = ledger;
        }

        @OnStripe("invoice.paid")
        @Transactional
        void paid(Invoice invoice) {
            ledger.write(String.valueOf(invoice.currency()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    @Import({Ledger.class, ClassProxied.class})
    static class ClassProxies {}

    @Test
    void aHandlerBehindAClassProxyRunsWithItsAdvice() throws Exception {
        try (Application application = Application.start(ClassProxies.class, STRIPE)) {
            assertThat(AopUtils.isCglibProxy(application.bean(ClassProxied.class)))
                    .isTrue();
            assertThat(application.post("/webhooks/stripe", paid()).statusCode())
                    .isEqualTo(200);
            assertThat(lines(application)).containsExactly("begin", "eur", "commit");
        }
    }

    interface Books {
        void paid(WebhookEvent event, Invoice invoice) throws Exception;
    }

    static class InterfaceProxied implements Books {

        private final Ledger ledger;
        private final AtomicInteger runs = new AtomicInteger();

        InterfaceProxied(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        @OnStripe("invoice.*")
        @Transactional(rollbackFor = Exception.class)
        public void paid(WebhookEvent event, Invoice invoice) throws Exception {
            ledger.write(event.id());
            if (runs.incrementAndGet() == 1) {
                throw new Exception("the first run fails");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @Import({Ledger.class, InterfaceProxied.class})
    static class InterfaceProxies {}

    @Test
    void aHandlerBehindAnInterfaceProxyRunsWithItsAdviceAndItsExceptionRollsBack() throws Exception {
        try (Application application =
                Application.start(InterfaceProxies.class, STRIPE, "spring.aop.proxy-target-class=false")) {
            assertThat(AopUtils.isJdkDynamicProxy(application.bean(Books.class)))
                    .isTrue();
            assertThat(application.post("/webhooks/stripe", paid().id("evt_1")).statusCode())
                    .isEqualTo(500);
            assertThat(application.post("/webhooks/stripe", paid().id("evt_1")).statusCode())
                    .isEqualTo(200);
            assertThat(lines(application)).containsExactly("begin", "evt_1", "rollback", "begin", "evt_1", "commit");
        }
    }

    interface Other {
        void other();
    }

    @Transactional
    static class OutsideTheInterface implements Other {
        @Override
        public void other() {}

        @OnStripe("invoice.paid")
        public void paid(WebhookEvent event) {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @Import({Ledger.class, OutsideTheInterface.class})
    static class HiddenByProxy {}

    static class FinalMethod {
        @OnStripe("invoice.paid")
        final void paid(WebhookEvent event) {}

        @Transactional
        void other() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    @Import({Ledger.class, FinalMethod.class})
    static class FinalBelowProxy {}

    private static WebApplicationContextRunner runner(Class<?> beans) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class))
                .withPropertyValues(STRIPE)
                .withUserConfiguration(beans);
    }

    @Test
    void aHandlerThatAProxyHidesFailsTheStart() {
        runner(HiddenByProxy.class)
                .run(context ->
                        assertThat(context.getStartupFailure()).message().contains("'paid'", "OutsideTheInterface"));
    }

    @Test
    void aFinalHandlerThatAProxyCannotPassOnFailsTheStart() {
        runner(FinalBelowProxy.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .message()
                        .contains("FinalMethod.paid(", "remove final"));
    }

    static class Scoped {

        private final Ledger ledger;
        private int calls;

        Scoped(Ledger ledger) {
            this.ledger = ledger;
        }

        @OnStripe("invoice.paid")
        void paid(WebhookEvent event) {
            ledger.write(event.id() + " is call " + ++calls);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Ledger.class)
    static class RequestScoped {
        @Bean
        @Scope(value = WebApplicationContext.SCOPE_REQUEST, proxyMode = ScopedProxyMode.TARGET_CLASS)
        Scoped scoped(Ledger ledger) {
            return new Scoped(ledger);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Ledger.class)
    static class Prototype {
        @Bean
        @Scope("prototype")
        Scoped scoped(Ledger ledger) {
            return new Scoped(ledger);
        }
    }

    @Test
    void aScopedHandlerIsTakenFromItsScopeForEachDelivery() throws Exception {
        for (Class<?> beans : List.of(RequestScoped.class, Prototype.class)) {
            try (Application application = Application.start(beans, STRIPE)) {
                assertThat(application
                                .post("/webhooks/stripe", paid().id("evt_1"))
                                .statusCode())
                        .isEqualTo(200);
                assertThat(application
                                .post("/webhooks/stripe", paid().id("evt_2"))
                                .statusCode())
                        .isEqualTo(200);
                assertThat(lines(application)).containsExactly("evt_1 is call 1", "evt_2 is call 1");
            }
        }
    }

    @Configuration
    @Import(Ledger.class)
    static class ConfigurationWithHandlers {

        @Bean
        Object any(Ledger ledger) {
            return new Object() {
                @OnStripe("invoice.paid")
                @SuppressWarnings("UnusedMethod")
                void paid(WebhookEvent event) {
                    ledger.write(event.id());
                }
            };
        }

        @Bean
        String name() {
            return "a bean without handlers";
        }
    }

    @Test
    void aHandlerOfABeanWhoseTypeIsKnownOnlyWhenItExistsIsFound() throws Exception {
        try (Application application = Application.start(ConfigurationWithHandlers.class, STRIPE)) {
            assertThat(application.post("/webhooks/stripe", paid().id("evt_1")).statusCode())
                    .isEqualTo(200);
            assertThat(lines(application)).containsExactly("evt_1");
        }
    }
}
