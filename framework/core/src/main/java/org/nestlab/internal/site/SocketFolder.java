package org.nestlab.internal.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nestlab.internal.file.Folders;

/**
 * Where this process serves the sockets of guests' libvirts: one folder of this user alone, with a short path, as a
 * socket's path ends at 107 bytes. Its name contains the process, so a later one can remove it.
 */
public final class SocketFolder {

    // nestlab-4711-8273645
    private static final Pattern NAME = Pattern.compile("nestlab-(\\d{1,10})-\\d+");

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private SocketFolder() {}

    static Path path() {
        return Holder.FOLDER;
    }

    /**
     * Removes the folders of this user's processes that are gone; one whose id was given out again waits for another
     * time. Several processes may do it at once.
     */
    public static void sweep() {
        sweep(TEMPORARY);
    }

    public static void sweep(Path temporary) {
        try (Stream<Path> children = Files.list(temporary)) {
            List<Path> dead = children.filter(SocketFolder::isDead).toList();
            for (Path folder : dead) {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "folders that ended runs left in %s cannot be removed".formatted(temporary), e);
        }
    }

    /** A link is none of ours: in a folder for all users, it may lead to whatever somebody wants to have removed. */
    private static boolean isDead(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        try {
            return name.matches()
                    && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                            .getName()
                            .equals(System.getProperty("user.name"))
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
        } catch (IOException e) {
            return false; // gone while it was looked at
        }
    }

    private static final class Holder {
        static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory(
                        TEMPORARY,
                        "nestlab-%d-".formatted(ProcessHandle.current().pid()),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                folder.toFile().deleteOnExit();
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException("no folder for libvirt sockets can be made in " + TEMPORARY, e);
            }
        }
    }
}
