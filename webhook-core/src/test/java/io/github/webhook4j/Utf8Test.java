package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    /** The JDK's strict decoder is the oracle. */
    private static boolean isValid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void assertAgrees(byte[] bytes) {
        assertThat(Utf8.isValid(bytes)).as(Arrays.toString(bytes)).isEqualTo(isValid(bytes));
    }

    @Test
    void everySequenceOfUpToTwoBytesIsJudgedAsTheJdkDoes() {
        assertAgrees(new byte[0]);
        for (int a = 0; a < 256; a++) {
            assertAgrees(new byte[] {(byte) a});
            for (int b = 0; b < 256; b++) {
                assertAgrees(new byte[] {(byte) a, (byte) b});
            }
        }
    }

    @Test
    void everyEdgeOfLongerSequencesIsJudgedAsTheJdkDoes() {
        int[] edges = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
        for (int lead = 0xC0; lead < 256; lead++) {
            for (int b : edges) {
                for (int c : edges) {
                    assertAgrees(new byte[] {(byte) lead, (byte) b, (byte) c});
                    for (int d : edges) {
                        assertAgrees(new byte[] {(byte) lead, (byte) b, (byte) c, (byte) d});
                    }
                }
            }
        }
    }

    @Test
    void longTextWithOddBytesAnywhereIsJudgedAsTheJdkDoes() {
        Random random = new Random(20260101);
        byte[] text = "plain text, caf\u00e9, \u6771\u4eac, \ud83d\ude80 and on "
                .repeat(4)
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = Arrays.copyOfRange(text, random.nextInt(9), text.length - random.nextInt(9));
            if (random.nextBoolean()) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            assertAgrees(changed);
        }
    }
}
