package org.nestlab.allure.report;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.report.ReportHistory;

/**
 * The file in which Allure keeps the outcome of each test, with a line for each run. Allure works on a copy, which
 * replaces the file when the report is made: a report that fails or is killed leaves the file as it was, and two
 * reports at the same time each add their line.
 */
final class AllureHistory {

    private static final String FILE = "allure-history.jsonl";

    /** A file lock belongs to the whole process. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path file;
    private String trouble = "";

    AllureHistory(Path file) {
        this.file = file;
    }

    /**
     * The history that a report continues: the named one, or else the one beside what the run's settings keep, or else,
     * if nothing is kept, one beside the report.
     *
     * @param settings the value of a {@code nestlab.*} key
     */
    static AllureHistory of(Arguments arguments, Function<String, Optional<String>> settings) {
        return new AllureHistory(arguments
                .history()
                .or(() -> kept(arguments, settings).map(folder -> folder.resolve(FILE)))
                .orElseGet(() -> arguments.output().resolveSibling(FILE)));
    }

    /** A place in which other data is kept from run to run. */
    Path beside(String name) {
        return file.resolveSibling(name);
    }

    private static Optional<Path> kept(Arguments arguments, Function<String, Optional<String>> settings) {
        try {
            return ReportHistory.beside(settings, arguments.folder(), arguments.output());
        } catch (LabConfigurationException e) {
            // the code that opens the history reports what is wrong with it
            return Optional.empty();
        }
    }

    /** Makes a report, and adds its run to the copy of the history. */
    interface Report {
        void make() throws IOException;
    }

    /**
     * Makes a report that continues this history. A damaged file does not prevent the report.
     *
     * @param copy where Allure expects the history; it need not exist
     * @return what is wrong with the file, for the report's one line; empty if nothing is
     * @throws IOException if no report was made
     */
    String goOn(Path copy, Report report) throws IOException {
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel locked = lock()) {
                if (locked != null) {
                    read(copy);
                }
                report.make();
                if (locked != null) {
                    write(copy);
                }
            }
        }
        return trouble;
    }

    /** Others wait until it is closed; null if the file cannot exist. */
    private @Nullable FileChannel lock() {
        try {
            return HistoryLock.of(file, HistoryLock.PATIENCE);
        } catch (IOException | OverlappingFileLockException e) {
            trouble = "; the history of the tests is not kept: " + e;
            return null;
        }
    }

    /** A truncated line, for example from a full disk, would make Allure fail. */
    private void read(Path copy) {
        if (!Files.exists(file)) {
            return;
        }
        // Byte by byte, as a line that is no text would cost all others.
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
                BufferedWriter whole = Files.newBufferedWriter(copy, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{") && line.endsWith("}")) {
                    whole.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            trouble = "; the history of the tests cannot be read and is started anew: " + e;
        }
    }

    /** Under the lock, an unfinished file can only be that of a killed step. */
    private void write(Path copy) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".unfinished");
            try {
                Files.copy(copy, next, StandardCopyOption.REPLACE_EXISTING);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            trouble = "; the history of the tests is not kept: " + e;
        }
    }

    /** The file. */
    @Override
    public String toString() {
        return file.toString();
    }
}
