package org.nestlab.internal.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;

/** An ext4 file system in a file, which anybody may enter, and which can be filled to its last block. */
final class SmallFileSystem implements AutoCloseable {

    private final Shell host;
    private final Path file;
    private final Path point;

    private SmallFileSystem(Shell host, Path file, Path point) {
        this.host = host;
        this.file = file;
        this.point = point;
    }

    static SmallFileSystem mount(Shell host, int mib) throws IOException {
        Path folder = Path.of("/var/tmp");
        Path file = Files.createTempFile(folder, "small-", ".img");
        Path point = Files.createTempDirectory(
                folder, "small-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        host.run(Command.shell(
                        "set -e; truncate -s %dM %s; mkfs.ext4 -q -m 0 %2$s; mount -o loop %2$s %s; chmod 755 %3$s"
                                .formatted(mib, file, point)))
                .orThrow();
        return new SmallFileSystem(host, file, point);
    }

    Path point() {
        return point;
    }

    /**
     * Takes every block that is free: a file cannot be made that large at once, as the file system needs some itself.
     */
    void fill() {
        host.run(Command.shell(fill(point.toString()))).orThrow();
    }

    /** The same of any folder, for any machine. */
    static String fill(String folder) {
        return "for size in 1M 4k; do dd if=/dev/zero of=%s/full.$size bs=$size 2>/dev/null; done; true"
                .formatted(folder);
    }

    static String empty(String folder) {
        return "rm -f %s/full.*".formatted(folder);
    }

    void empty() {
        host.run(Command.shell(empty(point.toString()))).orThrow();
    }

    @Override
    public void close() {
        host.run(Command.shell("umount %s; rmdir %1$s; rm -f %s".formatted(point, file)))
                .orThrow();
    }
}
