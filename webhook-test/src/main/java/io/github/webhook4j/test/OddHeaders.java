package io.github.webhook4j.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values that stand in a signature header by mistake, malice or proxy. */
final class OddHeaders {

    private OddHeaders() {}

    /** Variations of a signature that was made over another body, so that none of them may pass. */
    static List<String> of(String signature) {
        List<String> values = new ArrayList<>(List.of(
                "",
                " ",
                "=",
                ",",
                ";",
                "=,=,=",
                "t",
                "v1",
                "t=,v1=",
                "t=1",
                "v1=00",
                "sha256",
                "sha256=",
                "sha1=00",
                "t=abc,v1=00",
                "t=1.5,v1=00",
                "t=-1,v1=00",
                "t=+1,v1=00",
                "t=99999999999999999999,v1=00",
                "null",
                "undefined",
                "\u00e9\u4e16",
                "\"quoted\"",
                "{}",
                "a".repeat(8_000),
                "t=1,".repeat(1_000)));
        values.add(signature);
        values.add(signature.toUpperCase(Locale.ROOT));
        values.add(signature + "0");
        values.add(signature.substring(0, signature.length() - 1));
        values.add(signature + "," + signature);
        values.add(signature.replace('=', ':'));
        values.add("v0=" + signature);
        values.add(signature + "=" + signature);
        return values;
    }
}
