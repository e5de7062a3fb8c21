package org.nestlab.internal.lab;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.machine.Command;
import org.nestlab.machine.Machine;
import org.nestlab.spi.LabEvent;

/** Tells the listeners what a lab runs on at each level: tier, kernels, QEMU, libvirt. */
final class LabLabels {

    // 2026-11-23 20:12:01.123+0000: starting up libvirt version: 9.0.0, package: 9.0.0-4+deb12u2 (Debian), qemu
    // version:
    // 7.2.22Debian 1:7.2+dfsg-7+deb12u18+b1, kernel: 6.1.0-41-cloud-amd64, hostname: L1-hypervisor
    private static final Pattern STARTING_UP =
            Pattern.compile("libvirt version: ([0-9.]+).* qemu version: ([0-9]++(?:\\.[0-9]++)*+)");

    /** A log is the guest's word: its head has some 300 bytes. */
    private static final int LONGEST_HEAD = 4 << 10;

    private final LabOnHost lab;
    private final LabListeners listeners;

    LabLabels(LabOnHost lab, LabListeners listeners) {
        this.lab = lab;
        this.listeners = listeners;
    }

    void publish() {
        label("tier", lab.tier().word());
        kernel(lab.host());
        guests(lab.liveGuests());
    }

    private void guests(List<LiveGuest> guests) {
        guests.stream().findFirst().ifPresent(this::hypervisorOf);
        for (LiveGuest guest : guests) {
            kernel(guest);
            guests(guest.liveGuests());
        }
    }

    private void kernel(Machine machine) {
        label("kernel." + machine.level(), machine.run("uname -r").text());
    }

    /** Read from the head of the guest's log: asked for its QEMU's version, an emulated libvirt thinks for seconds. */
    private void hypervisorOf(LiveGuest guest) {
        Site site = guest.above();
        String log = Qemu.log(guest);
        Matcher versions = STARTING_UP.matcher(site.shell()
                .run(Command.of("head", "-n", "3", log).withOutputLimit(LONGEST_HEAD))
                .stdout());
        if (versions.find()) {
            label("libvirt." + site.machine().level(), versions.group(1));
            label("qemu." + site.machine().level(), versions.group(2));
        }
    }

    private void label(String name, String value) {
        listeners.publish(new LabEvent.Label(lab.id(), name, value));
    }
}
