package io.github.webhook4j.micronaut;

import io.micronaut.aop.Around;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jspecify.annotations.Nullable;

/** Advice as {@code @Transactional} is: recorded before and after. */
@Around
@Retention(RetentionPolicy.RUNTIME)
@interface Advised {

    /** Does it. */
    @InterceptorBean(Advised.class)
    class Recording implements MethodInterceptor<Object, Object> {

        private final Received received;

        Recording(Received received) {
            this.received = received;
        }

        @Override
        public @Nullable Object intercept(MethodInvocationContext<Object, Object> context) {
            received.add("before");
            try {
                return context.proceed();
            } finally {
                received.add("after");
            }
        }
    }
}
