package org.nestlab.internal.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.internal.file.Folders;
import org.nestlab.internal.plan.LabId;

/**
 * The folder of each lab that waits for the next run: how the lab is entered, with its keys. There is one from when the
 * lab is handed on until it is taken over or taken down. Only its owner can read it.
 */
public final class ReuseFolders {

    private ReuseFolders() {}

    /** Where the folder of a lab is while there is one. */
    public static Path of(StateFolder state, LabId id) {
        return root(state).resolve(id.value());
    }

    /** Makes the folder, empty. */
    public static Path make(StateFolder state, LabId id) {
        Path folder = of(state, id);
        try {
            Files.createDirectories(root(state));
            Folders.delete(folder);
            return Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made", e);
        }
    }

    /** Removes the folder of a lab; does nothing where there is none. */
    public static void remove(StateFolder state, LabId id) {
        try {
            Folders.delete(of(state, id));
        } catch (IOException e) {
            throw new UncheckedIOException(of(state, id) + " cannot be removed", e);
        }
    }

    /** Removes the folders of labs that are gone. */
    public static void sweep(StateFolder state) {
        for (LabId id : all(state)) {
            if (!state.isJournalled(id) && !Journal.isOwned(state, id)) {
                remove(state, id);
            }
        }
    }

    private static List<LabId> all(StateFolder state) {
        try (Stream<Path> folders = Files.list(root(state))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{8}"))
                    .map(LabId::new)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(root(state) + " cannot be listed", e);
        }
    }

    private static Path root(StateFolder state) {
        return state.root().resolve("reuse");
    }
}
