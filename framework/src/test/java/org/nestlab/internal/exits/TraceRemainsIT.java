package org.nestlab.internal.exits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.Host;

/** The tracefs of this machine, as root. */
class TraceRemainsIT {

    private static final String LAB = "0bad7ace";

    private final Host host = new ShellHost(new LocalShell("L0 host"), "qemu:///system");

    @AfterEach
    void remove() {
        ExitTrace.sweep(host, LAB);
        inTracefs("rmdir instances/nestlab-0bad7acf-l2");
    }

    @Test
    void theInstancesOfALabGoAndThoseOfAnotherStay() {
        inTracefs("mkdir instances/nestlab-%1$s-l1 instances/nestlab-%1$s-l2 instances/nestlab-0bad7acf-l2"
                .formatted(LAB));

        ExitTrace.sweep(host, LAB);

        assertThat(inTracefs("ls instances").lines().filter(it -> it.startsWith("nestlab-0bad7ac")))
                .containsExactly("nestlab-0bad7acf-l2");
    }

    /** As on every host with systemd. */
    @Test
    void theInstancesGoWhereTracefsIsMountedAlready() {
        inTracefs("mkdir instances/nestlab-%1$s-l1 instances/nestlab-0bad7acf-l2".formatted(LAB));

        inTracefs(TraceScripts.sweep(LAB));

        assertThat(inTracefs("ls instances").lines().filter(it -> it.startsWith("nestlab-0bad7ac")))
                .containsExactly("nestlab-0bad7acf-l2");
    }

    private String inTracefs(String script) {
        String inside = """
                grep -q ' /sys/kernel/tracing tracefs ' /proc/self/mounts || mount -t tracefs none /sys/kernel/tracing || exit 1
                cd /sys/kernel/tracing || exit 1
                """ + script;
        return host.run("unshare -m --propagation private sh -c " + Command.quote(inside))
                .orThrow()
                .text();
    }
}
