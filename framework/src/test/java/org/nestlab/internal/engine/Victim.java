package org.nestlab.internal.engine;

import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.site.Qemu;
import org.nestlab.machine.Command;

/** The guest of a lab that a fault is put into. */
record Victim(LiveGuest guest) {

    /** What a guest with a healer waits for: a packet to a port on which nobody listens, which its kernel counts. */
    private static final int NOBODYS_PORT = 9;

    /** Does something on the machine that runs it. */
    void above(String script) {
        guest.above().shell().run(Command.shell(script)).orThrow();
    }

    /** What {@code virsh} there does to its domain, for example {@code suspend}. */
    void virsh(String what, String... more) {
        above("virsh -c %s %s %s %s"
                .formatted(Command.quote(Qemu.uri(guest)), what, guest.uuid(), String.join(" ", more)));
    }

    /** The number of its QEMU's process there. */
    String pid() {
        return guest.above()
                .shell()
                .run(Command.of("cat", "/run/libvirt/qemu/" + guest.domainName() + ".pid"))
                .orThrow()
                .text();
    }

    /** Does something in it a second from now, so that the session that asks for it has ended by then. */
    void soon(String script) {
        guest.run("setsid sh -c %s >/dev/null 2>&1 </dev/null &".formatted(Command.quote("sleep 1; " + script)))
                .orThrow();
    }

    /**
     * A second from now, until {@link #heal}: {@code before} is done, and {@code after} once the guest is told to.
     */
    void untilHealed(String before, String after) {
        soon("""
                seen() { grep '^Udp:' /proc/net/snmp | tail -n 1 | cut -d' ' -f3; }
                was=$(seen); %s
                i=0; while [ "$(seen)" = "$was" ] && [ $i -lt 600 ]; do i=$((i+1)); sleep 0.5; done
                %s""".formatted(before, after));
    }

    /** Tells it, whose userspace answers nobody, that the fault is to end. */
    void heal() {
        above("bash -c " + Command.quote("echo >/dev/udp/%s/%d".formatted(guest.address(), NOBODYS_PORT)));
    }
}
