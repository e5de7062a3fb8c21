package org.nestlab.internal.history.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.secret.Masked;

/** Where a history is: an SQLite file, or a PostgreSQL database. Knows its password, and keeps it out of messages. */
public final class Address {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final String url;
    private final Optional<Path> file;

    private Address(String url, Optional<Path> file) {
        this.url = url;
        this.file = file;
    }

    /**
     * Reads the setting.
     *
     * @param text a file, {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql:…}
     * @throws LabConfigurationException if it is something else
     */
    public static Address parse(String text) {
        if (text.startsWith(POSTGRESQL)) {
            return new Address(text, Optional.empty());
        }
        if (text.startsWith(SQLITE)) {
            return sqlite(text, text.substring(SQLITE.length()));
        }
        if (text.startsWith("jdbc:") || text.contains("://")) {
            throw wrong(text);
        }
        Path file = path(text, text);
        return new Address(SQLITE + file, Optional.of(file));
    }

    private static Address sqlite(String text, String rest) {
        String path = rest.replaceFirst("^file:(//)?", "").replaceFirst("\\?.*$", "");
        if (path.isEmpty() || path.startsWith(":")) {
            throw wrong(text);
        }
        return new Address(text, Optional.of(path(path, text)));
    }

    private static Path path(String path, String text) {
        try {
            return Path.of(path).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw wrong(text.replace("\0", "\\0"));
        }
    }

    private static LabConfigurationException wrong(String text) {
        return new LabConfigurationException(
                "nestlab.history is '%s', which is not a valid history; expected an SQLite file, jdbc:postgresql://HOST/DATABASE?user=USER, or off"
                        .formatted(new Address(text, Optional.empty())));
    }

    String url() {
        return url;
    }

    /** The SQLite file; empty for a server's database. */
    public Optional<Path> file() {
        return file;
    }

    /** A text, as of a driver's exception, with no password of this address in it. */
    String masked(String text) {
        String masked = text.replace(url, toString());
        for (String secret : secrets()) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }

    private Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        Masked.url(url, raw -> {
            secrets.add(raw);
            secrets.add(decoded(raw));
        });
        return secrets;
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    /** The file, or the URL without its password. */
    @Override
    public String toString() {
        return file.map(Path::toString).orElseGet(() -> Masked.url(url));
    }
}
