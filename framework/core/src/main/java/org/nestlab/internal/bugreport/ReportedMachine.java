package org.nestlab.internal.bugreport;

import java.util.function.Supplier;
import org.nestlab.internal.shell.Shell;

/**
 * A machine in a bug report.
 *
 * @param label for example {@code L1 hypervisor}
 * @param uri its own libvirt, as {@code virsh} on that machine names it
 * @param shared whether others use the machine, too, like the host; then the report has only what belongs to the lab
 * @param shell runs commands on it; may block, and throws with the reason if there is no answer
 */
public record ReportedMachine(String label, String uri, boolean shared, Supplier<Shell> shell) {

    /** Its folder in the archive. */
    String folder() {
        return label.replaceAll("[^A-Za-z0-9.]+", "-");
    }
}
