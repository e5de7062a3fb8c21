package org.nestlab.internal.bugreport;

import java.nio.file.Path;

/**
 * A guest in a bug report, as the machine that runs it sees it.
 *
 * @param domain the name of its libvirt domain
 * @param log QEMU's log on the machine that runs it
 * @param console the copy of its console on this machine
 * @param consoleAbove the console on the machine that runs the guest, if no process keeps the copy up to date;
 *     otherwise empty
 */
public record ReportedGuest(
        String label,
        ReportedMachine above,
        String uuid,
        String domain,
        String log,
        Path console,
        String consoleAbove) {

    String folder() {
        return label.replaceAll("[^A-Za-z0-9.]+", "-");
    }
}
