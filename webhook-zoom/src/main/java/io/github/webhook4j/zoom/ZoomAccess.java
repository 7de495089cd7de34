package io.github.webhook4j.zoom;

import io.github.webhook4j.SenderOptions;

/** What Zoom's API is called with. Thread-safe; its {@code toString} shows nothing of it. */
interface ZoomAccess {

    /** A token that should be good for some time yet; may ask Zoom for it. */
    String token();

    /** Forgets a token that Zoom has refused; whether another one can be had. */
    default boolean forget(String refused) {
        return false;
    }

    static ZoomAccess of(SenderOptions options) {
        String token = options.optional("token");
        boolean login = options.optional("client-id") != null || options.optional("client-secret") != null;
        if (token != null && login) {
            throw new IllegalArgumentException("The API of zoom is called either with the option \"token\", "
                    + "or with \"client-id\" and \"client-secret\", not with both.");
        }
        if (token == null && !login) {
            throw new IllegalArgumentException("The API of zoom needs the option \"token\", "
                    + "or \"client-id\" and \"client-secret\", and \"account-id\" for a server-to-server app.");
        }
        return token == null ? new ZoomLogin(options) : () -> token;
    }
}
