package org.nestlab.allure.report;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.report.ReportHistory;

/**
 * The file in which Allure keeps what became of each test, a line for each run. Allure works on a copy, which is put in
 * the file's place when the report is made: a report that fails, or is killed, leaves the file as it was, and of two at
 * once each adds its line.
 */
final class AllureHistory {

    private static final String FILE = "allure-history.jsonl";

    /** A lock on a file is the whole process's. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path file;
    private String trouble = "";

    AllureHistory(Path file) {
        this.file = file;
    }

    /**
     * The one that a report goes on from: as named, else among what the run's settings have kept, else, as nothing is
     * to be kept, beside the report.
     *
     * @param settings the value of a {@code nestlab.*} key
     */
    static AllureHistory of(Arguments arguments, Function<String, Optional<String>> settings) {
        return new AllureHistory(arguments
                .history()
                .or(() -> kept(arguments, settings).map(folder -> folder.resolve(FILE)))
                .orElseGet(() -> arguments.output().resolveSibling(FILE)));
    }

    /** Where something else is kept from run to run. */
    Path beside(String name) {
        return file.resolveSibling(name);
    }

    private static Optional<Path> kept(Arguments arguments, Function<String, Optional<String>> settings) {
        try {
            return ReportHistory.beside(settings, arguments.folder(), arguments.output());
        } catch (LabConfigurationException e) {
            // whoever opens the history says what is wrong with it
            return Optional.empty();
        }
    }

    /** Makes a report, and adds its run to the copy of the history. */
    interface Report {
        void make() throws IOException;
    }

    /**
     * Makes a report that goes on from this history. What is wrong with the file is no reason to make none.
     *
     * @param copy where Allure expects the history; it need not be there
     * @return what is wrong with the file, in words for the report's one line; empty if nothing is
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

    /** Others wait until it is closed; null where there can be no file. */
    private @Nullable FileChannel lock() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file.resolveSibling(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            channel.lock();
            return channel;
        } catch (IOException | OverlappingFileLockException e) {
            trouble = "; the history of the tests is not kept: " + e;
            return null;
        }
    }

    /** A line that was cut short, as where a disk was full, would end Allure. */
    private void read(Path copy) {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file);
                BufferedWriter whole = Files.newBufferedWriter(copy)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{") && line.endsWith("}")) {
                    whole.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            trouble = "; the history of the tests cannot be read, and begins anew: " + e;
        }
    }

    /** Under the lock: what is there of the unfinished file is that of a step that was killed. */
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
