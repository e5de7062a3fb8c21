package org.nestlab.internal.exact.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a level of an exact machine: a script for a busybox shell, and the files that it needs.
 *
 * @param files added to the level's initramfs
 * @param script run there
 * @param disk whether the level has a virtio disk, {@code /dev/vda}; L1 has none
 * @param guest what runs in the Linux that the script starts, with {@code run-l2} in L1 and {@code run-l3} in L2; null
 *     if there is none
 */
public record Payload(
        List<Added> files,
        String script,
        boolean disk,
        @Nullable Payload guest) {

    public Payload {
        files = List.copyOf(files);
    }

    /** On this level alone. */
    public static Payload of(String script, List<Added> files) {
        return new Payload(files, script, false, null);
    }

    /** The same files in L1 and L2. */
    public static Payload ofBoth(String script, String innerScript, List<Added> files) {
        return of(script, files).around(of(innerScript, files));
    }

    /** With a Linux inside. */
    public Payload around(Payload guest) {
        return new Payload(files, script, disk, guest);
    }

    /** With the modules that a virtio disk needs from the level's kernel. */
    public Payload withDisk() {
        return new Payload(files, script, true, guest);
    }

    /** What runs in the Linux inside. */
    public Optional<Payload> inner() {
        return Optional.ofNullable(guest);
    }

    /**
     * A file of this machine.
     *
     * @param path where it is in the initramfs, for example {@code bin/probe}
     * @param source where its content is
     * @param mode its permissions, for example {@code 0755}
     */
    public record Added(String path, Path source, int mode) {

        public Added {
            if (path.isEmpty()
                    || path.startsWith("/")
                    || List.of(path.split("/", -1)).contains("..")) {
                throw new IllegalArgumentException(
                        "'%s' is not a valid path in an initramfs; expected a relative one, like bin/probe"
                                .formatted(path));
            }
        }

        /** A program. */
        public static Added program(String path, Path source) {
            return new Added(path, source, 0755);
        }
    }
}
