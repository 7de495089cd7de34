package io.github.webhook4j.codegen;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the sources of a provider's module: {@code stripe|github|slack <folder with the descriptions> <module>}. */
public final class Codegen {

    private Codegen() {}

    /**
     * Runs the generator.
     *
     * @param arguments the provider, the folder with its descriptions and examples, the folder of its module
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("usage: stripe|github|slack <folder with the descriptions> <module>");
        }
        Path data = Path.of(arguments[1]);
        Path module = Path.of(arguments[2]);
        switch (arguments[0]) {
            case "stripe" -> new StripeSource(data).write(module);
            case "github" -> new GitHubSource(data).write(module);
            case "slack" -> new SlackSource(data).write(module);
            default -> throw new IllegalArgumentException("no provider " + arguments[0]);
        }
    }
}
