package org.nestlab.internal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of Nestlab and of the libraries that a new project uses. The build writes them into a file. */
final class Release {

    private static final String FILE = "version.properties";
    private static final Properties VERSIONS = read();

    private Release() {}

    /** The version of Nestlab, for example {@code 0.1.0-SNAPSHOT}. */
    static String nestlab() {
        return of("version");
    }

    /**
     * A version of the file.
     *
     * @param what a key of it, for example {@code junit}
     */
    static String of(String what) {
        return Objects.requireNonNull(VERSIONS.getProperty(what), () -> "no version of %s in %s".formatted(what, FILE));
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Release.class.getResourceAsStream(FILE), FILE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
        return properties;
    }
}
