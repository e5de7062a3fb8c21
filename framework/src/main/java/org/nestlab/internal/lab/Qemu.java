package org.nestlab.internal.lab;

import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.machine.Host;

/** Where a guest's QEMU is to be found on the machine that runs it. */
final class Qemu {

    private Qemu() {}

    /** The libvirt of the machine above, as {@code virsh} there names it. */
    static String uri(LiveGuest guest) {
        return guest.parent() instanceof Host host ? LibvirtUri.onItself(host.libvirtUri()) : "qemu:///system";
    }

    /** QEMU's log there. */
    static String log(LiveGuest guest) {
        return log(uri(guest), guest.domainName());
    }

    /** @param uri of the libvirt there */
    static String log(String uri, String domain) {
        return LibvirtUri.qemuLogs(uri) + "/" + domain + ".log";
    }
}
