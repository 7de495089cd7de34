package io.github.webhook4j.cli;

import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads URLs. */
final class HttpUrl implements ITypeConverter<URI> {

    @Override
    public URI convert(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("that is no URL");
        }
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new TypeConversionException(
                    "it has to begin with https:// or http:// and a host, without user and password");
        }
        return url;
    }
}
