package org.nestlab.internal.engine;

import java.time.Duration;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;

/** The libvirt daemon of a machine, which tests take away under a lab. */
final class LibvirtDaemon {

    private LibvirtDaemon() {}

    /**
     * Ends it with a signal and starts it again: through the service manager where that started it. One that does not
     * end within 20 s, which libvirt 9.0 has been seen not to, is killed.
     *
     * @param signal TERM or KILL
     */
    static void restart(Shell machine, String signal) {
        machine.run(restart(signal)).orThrow();
    }

    /** The same, for a guest. */
    static Command restart(String signal) {
        return Command.shell("""
                        set -e
                        pid=$(cat /run/libvirtd.pid 2>/dev/null || pidof libvirtd)
                        kill -%s $pid
                        i=0; while [ -d /proc/$pid ] && [ $i -lt 200 ]; do i=$((i+1)); sleep 0.1; done
                        [ ! -d /proc/$pid ] || kill -KILL $pid
                        if [ -d /run/systemd/system ]; then
                          systemctl reset-failed libvirtd 2>/dev/null || true
                          systemctl start libvirtd
                        else
                          i=0; while [ -d /proc/$pid ] && [ $i -lt 50 ]; do i=$((i+1)); sleep 0.1; done
                          /usr/sbin/libvirtd -d
                        fi
                        i=0; until virsh -q -c qemu:///system list >/dev/null 2>&1; do i=$((i+1)); [ $i -lt 100 ]; sleep 0.3; done
                        """.formatted(signal)).withTimeout(Duration.ofMinutes(3));
    }
}
