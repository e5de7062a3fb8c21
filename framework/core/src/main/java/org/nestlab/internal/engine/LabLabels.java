package org.nestlab.internal.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.host.StartingUp;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.site.Qemu;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Command;
import org.nestlab.machine.Machine;
import org.nestlab.spi.LabEvent;

/** Reports to the listeners what a lab runs on at each level: tier, kernels, QEMU, libvirt. */
final class LabLabels {

    /** A guest may write to its log, so only its beginning is read, which has about 300 bytes. */
    private static final int LONGEST_HEAD = 4 << 10;

    private final LabState lab;
    private final LabListeners listeners;
    private final Map<String, String> told = new TreeMap<>();

    LabLabels(LabState lab, LabListeners listeners) {
        this.lab = lab;
        this.listeners = listeners;
    }

    /** Publishes all labels, and returns them by name. */
    Map<String, String> publish() {
        label("tier", lab.tier().word());
        kernel(lab.host());
        guests(lab.liveGuests());
        return Map.copyOf(told);
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

    /** Reads the version from the beginning of the guest's log, because an emulated libvirt needs seconds to answer. */
    private void hypervisorOf(LiveGuest guest) {
        Site site = guest.above();
        String log = Qemu.log(guest);
        StartingUp.parse(site.shell()
                        .run(Command.of("head", "-n", "3", log).withOutputLimit(LONGEST_HEAD))
                        .stdout())
                .ifPresent(versions -> {
                    label("libvirt." + site.machine().level(), versions.libvirt());
                    label("qemu." + site.machine().level(), versions.qemu());
                });
    }

    private void label(String name, String value) {
        told.put(name, value);
        listeners.publish(new LabEvent.Label(lab.id(), name, value));
    }
}
