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
        return log(guest.domainName());
    }

    static String log(String domain) {
        return "/var/log/libvirt/qemu/" + domain + ".log";
    }
}
