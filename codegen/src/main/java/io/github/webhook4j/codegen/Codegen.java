package io.github.webhook4j.codegen;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the sources of a provider's module: {@code <provider> <folder with the descriptions> <module>}; or, from a package
 * of the sender, the outlines that the provider's sources are made from: {@code outlines-<provider> <package> <file>}.
 */
public final class Codegen {

    private Codegen() {}

    /**
     * Runs the generator.
     *
     * @param arguments what to write, the folder with descriptions and examples, where to write
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "usage: stripe|github|slack|shopify|zoom <folder with the descriptions> <module>, "
                            + "or: outlines-shopify|outlines-zoom <folder of the package> <file>");
        }
        Path data = Path.of(arguments[1]);
        Path target = Path.of(arguments[2]);
        switch (arguments[0]) {
            case "stripe" -> new StripeSource(data).write(target);
            case "github" -> new GitHubSource(data).write(target);
            case "slack" -> new SlackSource(data).write(target);
            case "shopify" -> new ShopifySource(data).write(target);
            case "zoom" -> new ZoomSource(data).write(target);
            case "outlines-shopify" -> Outlines.write(ShopifySchemas.outlines(data), target);
            case "outlines-zoom" -> Outlines.write(RivetTypes.outlines(data), target);
            default -> throw new IllegalArgumentException("no provider " + arguments[0]);
        }
    }
}
