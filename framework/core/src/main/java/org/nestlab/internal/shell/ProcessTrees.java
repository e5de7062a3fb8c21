package org.nestlab.internal.shell;

import java.util.ArrayList;
import java.util.List;

/** Ends processes together with what they started. */
public final class ProcessTrees {

    /** How often the tree is listed at most, because a descendant may fork meanwhile. */
    private static final int ROUNDS = 5;

    private ProcessTrees() {}

    /** Kills the process and its descendants. Descendants come first, while their parent is still known. */
    static void kill(Process process) {
        kill(process.toHandle());
    }

    /** As {@link #kill(Process)}. */
    public static void kill(ProcessHandle process) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> descendants =
                    new ArrayList<>(process.descendants().toList());
            if (descendants.isEmpty()) {
                break;
            }
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }
}
