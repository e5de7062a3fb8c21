package org.nestlab.internal.exact.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.file.WholeFile;

/**
 * A file of accepted figures, {@code exact-baseline.yaml} or {@code exact-io-baseline.yaml}, which lives in a user's
 * repository.
 */
public final class AcceptedFile {

    private static final String OF_EXITS = "exact-baseline.yaml";
    private static final String OF_REQUESTS = "exact-io-baseline.yaml";

    private static final long MOST_BYTES = 1 << 20;

    private AcceptedFile() {}

    /** Its default name: exits and requests are measured separately, so each has its own file. */
    public static Path usual(Subject subject) {
        return Path.of(subject == Subject.REQUESTS ? OF_REQUESTS : OF_EXITS);
    }

    /**
     * Reads it.
     *
     * @return by vendor
     * @throws LabConfigurationException if it does not exist, or if a line is wrong, with that line and what was
     *     expected
     */
    public static Map<Vendor, Accepted> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new LabConfigurationException(
                        "%s has %d bytes; expected at most %d".formatted(file, Files.size(file), MOST_BYTES));
            }
            return new AcceptedReader(file.toString()).read(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new LabConfigurationException(
                    "there is no file %s; `nestlab exact accept` writes one".formatted(file), e);
        } catch (IOException e) {
            throw new LabConfigurationException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    /**
     * Reads the file of that name in a folder or else in the nearest folder above it, but not above the checkout: Maven
     * runs the tests of a module in its folder, and the file belongs to the whole checkout.
     *
     * @return by vendor; empty if there is no such file
     */
    public static Map<Vendor, Accepted> near(Path folder) {
        for (Path place = folder.toAbsolutePath().normalize(); place != null; place = place.getParent()) {
            Path file = place.resolve(OF_EXITS);
            if (Files.exists(file)) {
                return read(file);
            }
            if (Files.exists(place.resolve(".git")) || !Files.exists(place.resolve("pom.xml"))) {
                break;
            }
        }
        return new EnumMap<>(Vendor.class);
    }

    /**
     * Writes figures, which replace those of the same vendor; others stay.
     *
     * @throws LabConfigurationException if the existing file cannot be read
     * @throws UncheckedIOException if it cannot be written; the file is then as it was
     */
    public static void add(Path file, Accepted accepted) {
        Map<Vendor, Accepted> all = new EnumMap<>(Vendor.class);
        if (Files.exists(file)) {
            all.putAll(read(file));
        }
        all.put(accepted.vendor(), accepted);
        try {
            WholeFile.write(file, AcceptedWriter.text(all));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(file, e), e);
        }
    }
}
