package org.nestlab.internal.lab;

import org.nestlab.machine.Command;

/** The lab that a fault is put into. */
record Victim(LabOnHost lab) {

    /** What a guest with a healer waits for: a packet to a port on which nobody listens, which its kernel counts. */
    private static final int NOBODYS_PORT = 9;

    LiveGuest l1() {
        return lab.liveGuests().get(0);
    }

    LiveGuest l2() {
        return l1().liveGuests().get(0);
    }

    String uri() {
        return Command.quote(Qemu.uri(l1()));
    }

    void onL0(String script) {
        lab.host().run(script).orThrow();
    }

    void onL1(String script) {
        l1().run(script).orThrow();
    }

    /** A second from now, so that the session that asks for it has ended by then. */
    void soon(LiveGuest guest, String script) {
        guest.run("setsid sh -c %s >/dev/null 2>&1 </dev/null &".formatted(Command.quote("sleep 1; " + script)))
                .orThrow();
    }

    /**
     * A second from now, until {@link #heal}: {@code before} is done, and {@code after} once the guest is told to.
     *
     * @param launcher what both are run with, as {@code chrt -f 95}
     */
    void untilHealed(LiveGuest guest, String launcher, String before, String after) {
        String script = """
                seen() { grep '^Udp:' /proc/net/snmp | tail -n 1 | cut -d' ' -f3; }
                was=$(seen); %s
                i=0; while [ "$(seen)" = "$was" ] && [ $i -lt 600 ]; do i=$((i+1)); sleep 0.5; done
                %s""".formatted(before, after);
        soon(guest, launcher + " sh -c " + Command.quote(script));
    }

    /** Tells a guest, whose userspace answers nobody, that the fault is to end. */
    void heal(LiveGuest guest) {
        String knock = "echo >/dev/udp/%s/%d".formatted(guest.address(), NOBODYS_PORT);
        guest.above().shell().run(Command.of("bash", "-c", knock)).orThrow();
    }

    String pid(LiveGuest guest) {
        return lab.host().run(pidFile(guest)).orThrow().text();
    }

    String pidInL1(LiveGuest guest) {
        return l1().run(pidFile(guest)).orThrow().text();
    }

    private static String pidFile(LiveGuest guest) {
        return "cat /run/libvirt/qemu/" + guest.domainName() + ".pid";
    }
}
