package org.nestlab.internal.exact.machine;

import java.nio.file.Path;
import java.util.List;

/**
 * What runs in an exact machine: scripts of a busybox shell, and files that they want.
 *
 * @param files added to L1's initramfs
 * @param script run in L1
 * @param innerFiles added to L2's initramfs
 * @param innerScript run in L2, which L1's script starts with {@code run-l2}; empty where there is to be no L2
 */
public record Payload(List<Added> files, String script, List<Added> innerFiles, String innerScript) {

    public Payload {
        files = List.copyOf(files);
        innerFiles = List.copyOf(innerFiles);
    }

    /** L1 alone. */
    public static Payload ofL1(String script, List<Added> files) {
        return new Payload(files, script, List.of(), "");
    }

    /** The same files on both levels. */
    public static Payload ofBoth(String script, String innerScript, List<Added> files) {
        return new Payload(files, script, files, innerScript);
    }

    public boolean hasInner() {
        return !innerScript.isEmpty();
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
