package io.github.webhook4j;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How a provider signs, with what, and which mistakes its users make with it. */
record Signing(SignatureScheme scheme, Secrets secrets, List<Hint> hints) {

    Signing with(List<Hint> known) {
        return new Signing(scheme, secrets, known);
    }

    /** The hints of one kind, in order. */
    <T extends Hint> List<T> hints(Class<T> kind) {
        return hints.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The headers that prove who sent a request, and those that grant something to whoever has them. */
    Set<String> proofHeaders() {
        Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.addAll(List.of("Authorization", "Proxy-Authorization", "Cookie"));
        headers.addAll(scheme.signatureHeaders());
        return headers;
    }
}
