package org.nestlab.allure.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of a report, which is made beside its place and then moved there as a whole. */
final class ReportFolder implements AutoCloseable {

    private static final int ATTEMPTS = 20;

    // .nestlab-report-4711-8273645
    private static final Pattern WORK = Pattern.compile("\\.nestlab-report-(\\d{1,10})-\\d++");

    private final Path output;
    private final Path work;
    private final Interruption interruption;

    private ReportFolder(Path output, Path work, Interruption interruption) {
        this.output = output;
        this.work = work;
        this.interruption = interruption;
    }

    /**
     * Prepares the place for a report, and removes what a killed step has left there.
     *
     * @param interruption notified that something has to be cleaned up
     * @throws IOException if nothing can be written there, with where, why and what to do
     */
    static ReportFolder at(Path output, Interruption interruption) throws IOException {
        Path parent = output.resolveSibling("");
        try {
            Files.createDirectories(parent);
            sweep(parent);
            interruption.begin();
            Path work = Files.createTempDirectory(
                    parent,
                    ".nestlab-report-%d-".formatted(ProcessHandle.current().pid()));
            return new ReportFolder(output, work, interruption);
        } catch (IOException e) {
            throw new IOException(
                    "nothing can be written in %s (%s): name another folder with --output".formatted(parent, e), e);
        }
    }

    /** An empty working folder on the output's file system; {@link #close} removes it. */
    Path work() {
        return work;
    }

    /**
     * Replaces the previous report. If another one is written at the same time, the last one stays, as a whole.
     *
     * @param made a folder in {@link #work}
     * @param mark a file that every report has; a folder without it is not a report and is not replaced
     */
    void publish(Path made, String mark) throws IOException {
        interruption.publish(() -> replace(made, mark));
    }

    private void replace(Path made, String mark) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (Files.exists(output)) {
                    if (isSomebodyElses(output, mark)) {
                        throw new IOException(
                                output + " exists and is not a Nestlab report: name another with --output");
                    }
                    Files.move(output, work.resolve("old" + attempt));
                }
                Files.move(made, output);
                return;
            } catch (FileSystemException e) {
                // Another report was put there or removed at this moment; a folder that is not empty has no exception
                // of its own.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Checked once, because another report may replace it between two checks. */
    private static boolean isSomebodyElses(Path folder, String mark) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            return !names.isEmpty() && !names.contains(mark);
        }
    }

    @Override
    public void close() throws IOException {
        delete(work);
    }

    private static void sweep(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            for (Path left : children.filter(ReportFolder::isLeft).toList()) {
                delete(left);
            }
        } catch (NoSuchFileException e) {
            // another step may remove them, too
        }
    }

    /** A folder whose process is gone; if its process id is in use again, a later run removes it. */
    private static boolean isLeft(Path child) {
        Matcher name = WORK.matcher(child.getFileName().toString());
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
