package io.github.webhook4j.micronaut;

import io.github.webhook4j.RejectedException;
import io.github.webhook4j.RejectedException.Reason;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes that the sender is still sending. Nothing is asked of it before {@link #open}. */
final class RequestBody extends FilterInputStream {

    private final ByteBody body;
    private final long serverLimit;

    RequestBody(ByteBody body, long serverLimit) {
        super(InputStream.nullInputStream());
        this.body = body;
        this.serverLimit = serverLimit;
    }

    InputStream open() {
        // the server only discards what nobody has opened, and a sender that is not read never sees the answer
        if (body.expectedLength().orElse(0) > serverLimit) {
            throw tooLarge();
        }
        in = body.toInputStream();
        return this;
    }

    @Override
    public int read() throws IOException {
        byte[] one = readNBytes(1);
        return one.length == 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            if (e.getCause() instanceof ContentLengthExceededException) {
                throw tooLarge();
            }
            throw e;
        }
    }

    private static RejectedException tooLarge() {
        return new RejectedException(Reason.BODY_TOO_LARGE, "the body exceeds micronaut.server.max-request-size");
    }
}
