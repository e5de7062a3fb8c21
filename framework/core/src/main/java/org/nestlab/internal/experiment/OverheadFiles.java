package org.nestlab.internal.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadText;
import org.nestlab.spec.Tier;

/** The overhead table of a test run, beside its verdicts: as text, Markdown and CSV, a file of each for each tier. */
final class OverheadFiles {

    private static final String TEXT = "txt";
    private static final String MARKDOWN = "md";
    private static final String CSV = "csv";

    static final List<String> FORMATS = List.of(TEXT, MARKDOWN, CSV);

    private final Path folder;
    private final List<Experiment> experiments = new ArrayList<>();

    OverheadFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Adds an experiment.
     *
     * @throws UncheckedIOException if a file cannot be written
     */
    synchronized void add(Experiment experiment) {
        experiments.add(experiment);
        Tier tier = experiment.design().tier();
        OverheadTable table = OverheadTable.of(
                experiments.stream().filter(e -> e.design().tier() == tier).toList());
        write(RunFiles.overhead(folder, tier, TEXT), OverheadText.plain(table));
        write(RunFiles.overhead(folder, tier, MARKDOWN), OverheadText.markdown(table));
        write(RunFiles.overhead(folder, tier, CSV), OverheadText.csv(table));
    }

    private void write(Path file, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(file, e), e);
        }
    }
}
