package org.nestlab.internal.site;

import java.time.Duration;
import java.util.OptionalLong;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;

/** Where a guest's QEMU is on the machine that runs it. */
public final class Qemu {

    private Qemu() {}

    /** The libvirt of the machine that runs a guest, as {@code virsh} there names it. */
    public static String uri(Guest guest) {
        return guest.parent() instanceof Host host ? LibvirtUri.onItself(host.libvirtUri()) : "qemu:///system";
    }

    /** QEMU's log there. */
    public static String log(Guest guest) {
        return log(uri(guest), guest.domainName());
    }

    /** The number of the process that runs a domain of a system's libvirt; empty if libvirt does not report it. */
    public static OptionalLong pid(Shell above, String domain) {
        try {
            // 4711
            String printed = above.run(Command.of("cat", "/run/libvirt/qemu/" + domain + ".pid")
                            .withTimeout(Duration.ofSeconds(20)))
                    .text();
            return printed.matches("\\d{1,10}") ? OptionalLong.of(Long.parseLong(printed)) : OptionalLong.empty();
        } catch (GuestCommandException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * The file to which a domain's QEMU writes.
     *
     * @param uri of the libvirt there
     */
    public static String log(String uri, String domain) {
        return LibvirtUri.qemuLogs(uri) + "/" + domain + ".log";
    }
}
