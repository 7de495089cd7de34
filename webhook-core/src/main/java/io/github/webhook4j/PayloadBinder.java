package io.github.webhook4j;

import java.util.List;
import java.util.Map;

/**
 * Gives handlers the objects of another library, made by that library's own deserializer. A provider module names its binder in
 * {@code META-INF/services/io.github.webhook4j.PayloadBinder} and depends on the library optionally: a binder has to load where
 * the library is missing, so that {@link #artifacts()} can say what to add.
 *
 * <p>Implementations are thread-safe.
 */
public interface PayloadBinder {

    /**
     * The provider whose events it binds.
     *
     * @return its name, such as {@code stripe}
     */
    String provider();

    /**
     * The library: which classes are its own, and what brings them.
     *
     * @return coordinates such as {@code com.stripe:stripe-java}, by the package that is theirs with all that are below it
     */
    Map<String, String> artifacts();

    /**
     * What an event of a type can be had as. A handler may also take a supertype of these.
     *
     * @param eventType the exact name of a type, known or not
     * @return the library's classes; empty if it has none for the type
     */
    List<Class<?>> classes(String eventType);

    /**
     * Binds an event. What it throws fails the handler that wants the object, not the start.
     *
     * @param <T> the class
     * @param type one of {@link #classes}, or a supertype
     * @param eventType the event's type
     * @param json the whole JSON of the event, freed of forms and envelopes
     * @return the object
     * @throws Exception if the library cannot read it; the message is not passed on, because it may quote the body
     */
    <T> T bind(Class<T> type, String eventType, String json) throws Exception;
}
