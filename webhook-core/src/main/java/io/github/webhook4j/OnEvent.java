package io.github.webhook4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a handler. Provider modules have an annotation of their own, which carries this one with {@link #provider()}
 * set and has the attributes {@code value} and {@code allowUnknown} itself.
 *
 * <p>The method takes, in any order and number: the typed payload, the provider's whole envelope, a class that a {@link
 * PayloadBinder} knows, {@link WebhookEvent}, {@code JsonNode} (the payload as a tree) or {@code byte[]} (the exact body, a copy). It may be package-private but not private, and
 * may throw to have the event delivered again. It returns nothing or, for senders that read it, the body of the answer:
 * text, a {@link WebhookResponse}, or an object that becomes JSON; {@code null} is no body.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface OnEvent {

    /**
     * The types to handle: names such as {@code invoice.paid}, families such as {@code invoice.*}, or {@code *}.
     *
     * @return the names
     */
    String[] value() default {};

    /**
     * The provider whose events are meant.
     *
     * @return its name, or empty for any
     */
    String provider() default "";

    /**
     * Whether a type that this version does not know is allowed, because the sender has added it since.
     *
     * @return whether unknown names pass the check at start-up
     */
    boolean allowUnknown() default false;
}
