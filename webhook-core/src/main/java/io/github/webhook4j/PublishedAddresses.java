package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonPointer;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a sender says from which addresses it sends: a JSON document that everybody may get, with an array of addresses and
 * ranges in it. {@link AddressList#published} gets it. Immutable, thread-safe.
 */
public final class PublishedAddresses {

    private final URI uri;
    private final JsonPointer pointer;
    private final List<AddressRange> included;
    private final @Nullable LocalDate asOf;

    private PublishedAddresses(URI uri, JsonPointer pointer, List<AddressRange> included, @Nullable LocalDate asOf) {
        this.uri = uri;
        this.pointer = pointer;
        this.included = included;
        this.asOf = asOf;
    }

    /**
     * A list that a sender publishes.
     *
     * @param uri where the JSON is, without user and password; it is shown in log lines. Over plain {@code http}, everybody on
     *     the way can write the list
     * @param pointer where in the JSON the array is, an RFC 6901 pointer such as {@code /hooks}; empty if the array is all of it
     * @return the list's place
     * @throws IllegalArgumentException if the URI is no such URI, or the pointer no pointer
     */
    public static PublishedAddresses at(URI uri, String pointer) {
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "A list of addresses is published at an https URI with a host and without user and password");
        }
        return new PublishedAddresses(uri, JsonPointer.compile(pointer), List.of(), null);
    }

    /**
     * The same, with a copy of the list to begin with, so that addresses are known before the first answer.
     *
     * @param date when the copy was made
     * @param ranges the addresses and ranges, as {@link AddressRange#parse} reads them, at least one
     * @return the list's place, and the copy
     * @throws IllegalArgumentException if there is no range, or one is none
     */
    public PublishedAddresses included(LocalDate date, List<String> ranges) {
        return new PublishedAddresses(uri, pointer, AddressList.ranges(ranges), date);
    }

    /**
     * Where the list is.
     *
     * @return the URI
     */
    public URI uri() {
        return uri;
    }

    JsonPointer pointer() {
        return pointer;
    }

    /** The copy; empty if there is none. */
    List<AddressRange> included() {
        return included;
    }

    @Nullable
    LocalDate asOf() {
        return asOf;
    }

    /** Which array it is, and how large and how old the copy is. */
    @Override
    public String toString() {
        String copy = asOf == null ? "" : ", with " + AddressList.count(included) + " as of " + asOf;
        return "PublishedAddresses[" + pointer + " at " + uri + copy + "]";
    }
}
