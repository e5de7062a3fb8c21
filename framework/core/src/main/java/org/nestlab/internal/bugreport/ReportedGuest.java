package org.nestlab.internal.bugreport;

import java.nio.file.Path;

/**
 * A guest of which the report tells, as the machine that runs it knows it.
 *
 * @param domain libvirt's name of it
 * @param log QEMU's log on the machine that runs it
 * @param console the copy of its console on this machine
 * @param consoleAbove the console itself on the machine that runs it, where nobody keeps the copy up to date; else
 *     empty
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
