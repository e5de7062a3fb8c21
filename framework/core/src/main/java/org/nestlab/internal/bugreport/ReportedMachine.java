package org.nestlab.internal.bugreport;

import java.util.function.Supplier;
import org.nestlab.internal.shell.Shell;

/**
 * A machine of which the report tells.
 *
 * @param label for example {@code L1 hypervisor}
 * @param uri its own libvirt, as {@code virsh} there names it
 * @param shared whether others use it too, as the host: then only what is the lab's own is told of its libvirt
 * @param shell runs commands there; may block, and throws if there is no answer, with the reason
 */
public record ReportedMachine(String label, String uri, boolean shared, Supplier<Shell> shell) {

    /** Its folder in the archive. */
    String folder() {
        return label.replaceAll("[^A-Za-z0-9.]+", "-");
    }
}
