package org.nestlab.internal.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.internal.file.Folders;
import org.slf4j.LoggerFactory;

/**
 * Limits how many kernels of exact machines a cache keeps, because each step of a bisection leaves one. The kernels
 * that were not used for the longest time are removed, but never one that a process uses.
 *
 * @param folder with a folder for each kernel
 * @param most how many are kept
 */
record OldKernels(Path folder, int most) {

    /** Of some 70 MiB each. */
    static final int MOST = 12;

    private static final String OURS = "exact-";
    private static final String VERSION = "version";

    /** What a kernel is called while it is made, and while it is removed. */
    private static final String PARTIAL = ".partial-";

    private record Kept(Path folder, FileTime used) {}

    /** Says that a kernel is used now; a cache that this user may only read is left as it is. */
    static void touch(Path kernel) {
        try {
            Files.setLastModifiedTime(kernel.resolve(VERSION), FileTime.from(Instant.now()));
        } catch (IOException e) {
            LoggerFactory.getLogger(OldKernels.class).debug("{} cannot be marked as used", kernel, e);
        }
    }

    /**
     * Removes those that are too many.
     *
     * @return the folders that were removed
     */
    List<Path> remove(KernelsInUse users) throws IOException {
        List<Path> removed = new ArrayList<>();
        List<Kept> kept = kept();
        for (Kept old : kept.subList(Math.min(most, kept.size()), kept.size())) {
            users.unlessUsed(old.folder().getFileName().toString(), () -> {
                // Under its old name half of it would pass for a whole one, were this process killed here.
                Path going = Files.move(old.folder(), folder.resolve(going(old.folder())));
                Folders.delete(going);
                removed.add(old.folder());
            });
        }
        return removed;
    }

    /** The scripts that make kernels remove what is called so and was left. */
    private static String going(Path kernel) {
        return kernel.getFileName() + PARTIAL + ProcessHandle.current().pid();
    }

    /** The last one used first. */
    private List<Kept> kept() throws IOException {
        List<Kept> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path kernel : folders.toList()) {
                Path version = kernel.resolve(VERSION);
                if (isOne(kernel.getFileName().toString()) && Files.exists(version)) {
                    all.add(new Kept(kernel, Files.getLastModifiedTime(version)));
                }
            }
        }
        all.sort(Comparator.comparing(Kept::used).reversed());
        return all;
    }

    private static boolean isOne(String name) {
        return name.startsWith(OURS) && !name.contains(PARTIAL);
    }
}
