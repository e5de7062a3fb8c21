package org.nestlab.internal.takedown;

import java.time.Duration;
import org.nestlab.machine.Command;
import org.nestlab.machine.Machine;

/**
 * Where measuring on the host leaves its traces, and how they go: processes, a control group and a folder, all of which
 * carry the lab's id. Mounts need no removing: they are in name spaces that end with the processes.
 */
public final class TestbedRemains {

    /** The environment variable that every process in the userland has, with the lab's id. */
    public static final String MARK = "NESTLAB_BED";

    private static final String SWEEP = """
            lab=%s; bed=%s
            marked() { grep -lzxs "NESTLAB_BED=$lab" /proc/[0-9]*/environ | cut -d/ -f3; }
            groups() { find /sys/fs/cgroup -maxdepth 8 -depth -type d -name "nestlab-$lab" 2>/dev/null; }
            tries=0
            while [ $tries -lt 50 ]; do
              left=$(marked; for g in $(groups); do cat "$g/cgroup.procs"; done)
              [ -z "$left" ] && break
              kill -KILL $left 2>/dev/null
              sleep 0.1; tries=$((tries + 1))
            done
            for g in $(groups); do rmdir "$g"; done
            rm -rf --one-file-system -- "$bed"
            left=$(marked; groups; ls -d "$bed" 2>/dev/null)
            [ -z "$left" ] || { echo "still there: $left" >&2; exit 1; }
            """;

    private TestbedRemains() {}

    /** The folder, within the lab's own on the host. */
    public static String folder(String labFolder) {
        return labFolder + "/bed";
    }

    /** The name of the control group, wherever it is. */
    public static String controlGroup(String lab) {
        return "nestlab-" + lab;
    }

    /**
     * Removes all that is left of a lab's.
     *
     * @throws org.nestlab.GuestCommandException if something stays
     */
    public static void sweep(Machine host, String lab, String labFolder) {
        String script = SWEEP.formatted(Command.quote(lab), Command.quote(folder(labFolder)));
        host.run(Command.shell(script).withTimeout(Duration.ofSeconds(30))).orThrow();
    }
}
