package org.nestlab.internal.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nestlab.spec.Tier;

/** The files in the output folder that hold what a run has measured. Only this class has their names. */
public final class RunFiles {

    private RunFiles() {}

    static Path verdicts(Path output) {
        return output.resolve("verdicts.json");
    }

    /** @param format for example {@code csv} */
    static Path overhead(Path output, Tier tier, String format) {
        return output.resolve("overhead-%s.%s".formatted(tier.word(), format));
    }

    /** A file while it is written. */
    static Path next(Path file) {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    /**
     * Removes the files of an earlier run, so that a run that measures nothing leaves none.
     *
     * @param output the output folder, which need not exist
     * @throws IOException if one exists and cannot be removed
     */
    public static void forget(Path output) throws IOException {
        List<Path> files = new ArrayList<>(List.of(verdicts(output), next(verdicts(output))));
        for (Tier tier : Tier.values()) {
            OverheadFiles.FORMATS.forEach(format -> files.add(overhead(output, tier, format)));
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
