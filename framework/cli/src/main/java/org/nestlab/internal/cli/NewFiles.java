package org.nestlab.internal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;

/** Files that are written into a folder that has none: all of them, or none. */
final class NewFiles {

    private final Path folder;
    private final Deque<Path> made = new ArrayDeque<>();

    private NewFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Writes the files, and the folders that they need.
     *
     * @param files the text of each, by its path in the folder
     * @throws LabConfigurationException if the folder is a file, or is not empty
     * @throws ProvisioningException if a file cannot be written; what was written is removed again
     */
    static void write(Path folder, Map<String, String> files) {
        NewFiles all = new NewFiles(folder);
        try {
            all.refuseWhatIsThere();
            for (Map.Entry<String, String> file : files.entrySet()) {
                all.write(all.folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            all.remove();
            throw new ProvisioningException("the project cannot be written to %s: %s".formatted(all.folder, e), e);
        }
    }

    private void refuseWhatIsThere() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new LabConfigurationException("%s is a file; name a folder that is new or empty".formatted(folder));
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> there = Files.list(folder)) {
                there.sorted().findFirst().ifPresent(first -> {
                    throw new LabConfigurationException("%s is not empty: it has %s. Name a folder that is new or empty"
                            .formatted(folder, first.getFileName()));
                });
            }
        }
    }

    private void write(Path file, String text) throws IOException {
        folders(file.resolveSibling(""));
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        made.push(file);
    }

    private void folders(Path wanted) throws IOException {
        if (!Files.isDirectory(wanted)) {
            folders(wanted.resolveSibling(""));
            Files.createDirectory(wanted);
            made.push(wanted);
        }
    }

    /** The last first, so that a folder is empty when its turn comes. */
    private void remove() {
        for (Path path : made) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // The failure to write it is what the user is told.
            }
        }
    }
}
