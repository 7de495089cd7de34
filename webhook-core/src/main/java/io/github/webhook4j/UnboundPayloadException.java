package io.github.webhook4j;

/** A payload that does not bind to a class: it would not bind the next time either. */
final class UnboundPayloadException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnboundPayloadException(String detail) {
        super(detail);
    }
}
