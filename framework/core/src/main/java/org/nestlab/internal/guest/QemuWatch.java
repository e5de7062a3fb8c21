package org.nestlab.internal.guest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;

/**
 * Waits for the end of a guest's QEMU. Where QEMU crashed, what waits for its guest is ended, so that a command fails
 * within seconds and not at its own deadline: nothing on the network says that the guest is gone. A QEMU that ends
 * because its guest is saved, migrated or destroyed is left alone.
 */
final class QemuWatch {

    /** libvirt writes how QEMU ended as the last line of its log, a moment after the end. */
    private static final String LAST_WORDS = """
            n=0
            while [ $n -lt 50 ]; do
              last=$(tail -n 1 %s) || exit 1
              case $last in *'shutting down'*) break ;; esac
              n=$((n + 1)); sleep 0.2
            done
            echo "$last"\
            """;

    private QemuWatch() {}

    /**
     * Begins to wait, without a process of its own.
     *
     * @param pid of a process of this machine; one that has ended already, or never was, is not waited for
     * @param here this machine's shell
     * @param log QEMU's
     * @param crashed what ends the waiting; it is called once at most
     */
    static void watch(long pid, Shell here, String log, Runnable crashed) {
        Optional<ProcessHandle> qemu = ProcessHandle.of(pid);
        if (qemu.isPresent()) {
            CompletableFuture<Void> unused = qemu.get()
                    .onExit()
                    .thenRunAsync(
                            () -> {
                                if (hasCrashed(here, log)) {
                                    crashed.run();
                                }
                            },
                            Background.threads());
        }
    }

    private static boolean hasCrashed(Shell here, String log) {
        try {
            return here.run(Command.shell(LAST_WORDS.formatted(Command.quote(log)))
                            .withTimeout(Duration.ofSeconds(30)))
                    .text()
                    .endsWith("reason=crashed");
        } catch (GuestCommandException e) {
            return false;
        }
    }
}
