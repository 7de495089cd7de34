package io.github.webhook4j.micronaut;

import io.github.webhook4j.OnEvent;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An annotation of an application, which keeps it to its package. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@OnEvent(provider = "stripe")
@interface OnBilling {

    /** The types to handle. */
    String[] value();

    /** Whether unknown names pass. */
    boolean allowUnknown() default false;
}
