package org.nestlab.internal.libvirt;

import java.util.Locale;
import org.nestlab.HostNotCapableException;

/** Why a connection was refused, and what to do about it. */
final class ConnectFailure {

    private ConnectFailure() {}

    static HostNotCapableException explain(String uri, String label, LibvirtFailure failure) {
        String said = String.valueOf(failure.getMessage());
        return new HostNotCapableException(
                "%s: no connection to %s: %s. %s".formatted(label, uri, said, remedy(uri, said)), failure);
    }

    // Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory
    // Failed to connect socket to '/var/run/libvirt/libvirt-sock': Permission denied
    // authentication unavailable: no polkit agent available to authenticate action 'org.libvirt.unix.manage'
    // Unable to get system bus connection: Could not connect: No such file or directory
    private static String remedy(String uri, String said) {
        String message = said.toLowerCase(Locale.ROOT);
        if (message.contains("system bus")) {
            return "Libvirt asks polkit over D-Bus whether you may use it, and no D-Bus answers there, as in a container without systemd. Run as root, or start dbus-daemon and polkitd";
        }
        if (message.contains("permission denied") || message.contains("authenticat") || message.contains("polkit")) {
            return uri.contains("ssh:")
                    ? "Check the user and the key of that URI"
                    : "Run as root, or join the group that may use libvirt: sudo usermod -aG libvirt $USER, then log in again";
        }
        if (message.contains("no connection driver available")) {
            return "Expected a hypervisor that this libvirt knows, like qemu:///system; install QEMU's driver: mvn verify -Psetup, or nestlab setup";
        }
        if (message.contains("no such file") || message.contains("connection refused")) {
            return "Is libvirtd running there? Install and start it: mvn verify -Psetup, or nestlab setup";
        }
        return "Expected: that `virsh -c '%s' version` prints versions; try it. `nestlab doctor` lists what is missing"
                .formatted(uri);
    }
}
