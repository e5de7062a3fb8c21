package org.nestlab.internal.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A cgroup of its own around one process, with almost no memory, on hosts with either version of cgroups. */
final class MemoryLimit {

    private static final Path V1 = Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes");
    private static final Path V2 = Path.of("/sys/fs/cgroup/cgroup.subtree_control");
    private static final String V1_GROUP = "/sys/fs/cgroup/memory/nestlab-it";
    private static final String V2_GROUP = "/sys/fs/cgroup/nestlab-it";

    /** A group goes with its last process, which may take a moment to end. */
    static final String REMOVE = """
            for g in %s-* %s-*; do
              i=0; while [ -d $g ] && ! rmdir $g 2>/dev/null && [ $i -lt 50 ]; do i=$((i+1)); sleep 0.1; done
              [ ! -d $g ]
            done""".formatted(V1_GROUP, V2_GROUP);

    private MemoryLimit() {}

    /** Why none can be set here; empty where one can. */
    static Optional<String> missing() {
        boolean second = Files.exists(V2) && read(V2).matches("(?s).*\\bmemory\\b.*");
        return Files.exists(V1) || second
                ? Optional.empty()
                : Optional.of("neither %s exists, nor does %s name memory: nothing can be limited".formatted(V1, V2));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A script for the host. What the process has already stays its own; each page more is counted against the limit.
     */
    static String around(String pid) {
        return Files.exists(V1) ? """
                set -e
                mkdir -p %1$s-%2$s; echo 16M >%1$s-%2$s/memory.limit_in_bytes; echo %2$s >%1$s-%2$s/cgroup.procs""".formatted(V1_GROUP, pid) : """
                set -e
                mkdir -p %1$s-%2$s; echo 0 >%1$s-%2$s/memory.swap.max || true; echo %2$s >%1$s-%2$s/cgroup.procs
                echo 1 >%1$s-%2$s/memory.oom.group || true; echo 16M >%1$s-%2$s/memory.max""".formatted(V2_GROUP, pid);
    }
}
