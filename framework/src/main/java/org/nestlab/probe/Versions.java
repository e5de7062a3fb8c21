package org.nestlab.probe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.machine.Machine;

/**
 * The versions of the hypervisor's programs as installed, digits and dots only.
 *
 * @param qemuBinary the path of QEMU, empty where none is found
 * @param qemu as {@code 7.2.22}, empty where QEMU is not installed or names none
 * @param libvirt as {@code 9.0.0}, empty where neither libvirt's daemon nor virsh is installed
 */
public record Versions(Optional<String> qemuBinary, Optional<String> qemu, Optional<String> libvirt) {

    /** Daemons are in /usr/sbin, which is not on everybody's PATH; Red Hat's QEMU is in /usr/libexec. */
    static final String SCRIPT = """
            PATH=$PATH:/usr/sbin:/sbin:/usr/libexec
            for q in qemu-system-x86_64 qemu-kvm; do
              b=$(command -v $q) && { echo "qemu-binary=$b"; echo "qemu=$($b --version 2>&1 | head -n 1)"; break; }
            done
            for l in libvirtd virtqemud virsh; do
              command -v $l >/dev/null && { echo "libvirt=$($l --version 2>&1 | tail -n 1)"; break; }
            done
            true""";

    // QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3) · libvirtd (libvirt) 9.0.0 · 9.0.0 (virsh)
    private static final Pattern VERSION = Pattern.compile("(?<![\\d.:+])(\\d++\\.\\d++(?:\\.\\d++)*+)");

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked; what is not installed is no error
     */
    public static Versions of(Machine machine) {
        return parse(machine.run(SCRIPT).orThrow().stdout());
    }

    static Versions parse(String output) {
        KeyValues values = KeyValues.parse(output);
        return new Versions(values.get("qemu-binary"), version(values.text("qemu")), version(values.text("libvirt")));
    }

    private static Optional<String> version(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
