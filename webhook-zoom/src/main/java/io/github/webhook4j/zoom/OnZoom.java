package io.github.webhook4j.zoom;

import io.github.webhook4j.OnEvent;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a method a handler of Zoom's events; what it may take and return, {@link OnEvent} says. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@OnEvent(provider = Zoom.NAME)
public @interface OnZoom {

    /**
     * The types to handle: names such as {@code meeting.started}, families such as {@code meeting.*}, or {@code *}. A handler
     * of a family that takes a typed payload gets the members that carry it.
     *
     * @return the names
     */
    String[] value();

    /**
     * Whether a type that this version does not know is allowed, because Zoom has added it since.
     *
     * @return whether unknown names pass the check at start-up
     */
    boolean allowUnknown() default false;
}
