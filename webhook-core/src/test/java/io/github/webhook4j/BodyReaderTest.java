package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    private static final int MIB = 1024 * 1024;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Hands out a few bytes at a time, as a network does. */
    private static InputStream trickle(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 1000));
            }
        };
    }

    @Test
    void aBodyOfAnyLengthIsReadWholeAnnouncedOrNot() throws IOException {
        for (int length : new int[] {0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, MIB, MIB + 1, 3 * MIB}) {
            byte[] body = random(length);
            assertThat(BodyReader.read(trickle(body), length, 4 * MIB)).isEqualTo(body);
            assertThat(BodyReader.read(trickle(body), -1, 4 * MIB)).isEqualTo(body);
            assertThat(BodyReader.read(trickle(body), -1, Math.max(1, length))).isEqualTo(body);
        }
    }

    @Test
    void oneByteBeyondTheLimitIsTooMuch() throws IOException {
        for (int limit : new int[] {1, 16 * 1024, MIB, 2 * MIB}) {
            assertThat(BodyReader.read(trickle(random(limit + 1)), -1, limit)).isNull();
            assertThat(BodyReader.read(trickle(random(limit)), -1, limit)).hasSize(limit);
        }
    }

    @Test
    void aBodyThatEndsEarlyIsNoBody() {
        assertThatThrownBy(() -> BodyReader.read(trickle(random(99)), 100, MIB)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> BodyReader.read(trickle(random(MIB)), 2 * MIB, 4 * MIB))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatIsDiscardedIsBounded() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };
        BodyReader.discard(endless);
        assertThat(BodyReader.read(endless, -1, MIB)).isNull();
    }
}
