package org.nestlab.internal.history.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.file.WholeFile;
import org.nestlab.internal.history.json.ExperimentJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of experiments that the store could not take, a file of JSON for each. */
final class Spool {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private static final String SUFFIX = ".json";

    /** An experiment of ten thousand pairs, the most there are, has some 3 MiB. */
    private static final long MOST_BYTES = 64 << 20;

    /** A file, and the experiment in it. */
    record Waiting(Path file, Experiment experiment) {}

    /** A file that is none of ours, or was cut short; it is left alone. */
    record Unreadable(Path file, String why) {}

    /** What a look into the folder found. */
    record Contents(List<Waiting> waiting, List<Unreadable> unreadable) {
        Contents {
            waiting = List.copyOf(waiting);
            unreadable = List.copyOf(unreadable);
        }
    }

    private final Path folder;

    Spool(Path folder) {
        this.folder = folder;
    }

    /** Writes an experiment: whole and on disk when this returns, or not there. */
    Path add(Experiment experiment) throws IOException {
        Path file = folder.resolve(experiment.design().id() + SUFFIX);
        WholeFile.write(file, ExperimentJson.write(experiment));
        return file;
    }

    /** What waits, in the order of the names; empty where there is no such folder. */
    Contents contents() throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (Path file : files()) {
            try {
                if (Files.size(file) > MOST_BYTES) {
                    unreadable.add(new Unreadable(file, "more than %d bytes".formatted(MOST_BYTES)));
                } else {
                    waiting.add(new Waiting(file, ExperimentJson.read(Files.readString(file))));
                }
            } catch (NoSuchFileException e) {
                LOG.debug("another process took in {} a moment ago", e.getFile());
            } catch (IllegalArgumentException | IOException e) {
                unreadable.add(new Unreadable(file, String.valueOf(e.getMessage())));
            }
        }
        return new Contents(waiting, unreadable);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
