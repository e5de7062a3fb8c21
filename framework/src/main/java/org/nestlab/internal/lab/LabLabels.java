package org.nestlab.internal.lab;

import org.nestlab.internal.libvirt.NodeInfo;
import org.nestlab.machine.Machine;
import org.nestlab.spi.LabEvent;

/** Tells the listeners what a lab runs on at each level: tier, kernels, QEMU, libvirt. */
final class LabLabels {

    private final LabOnHost lab;
    private final LabListeners listeners;

    LabLabels(LabOnHost lab, LabListeners listeners) {
        this.lab = lab;
        this.listeners = listeners;
    }

    void publish() {
        label("tier", lab.tier().word());
        kernel(lab.host());
        hypervisor(lab.site());
        lab.liveGuests().forEach(this::guest);
    }

    private void guest(LiveGuest guest) {
        kernel(guest);
        guest.site().ifPresent(this::hypervisor);
        guest.liveGuests().forEach(this::guest);
    }

    private void kernel(Machine machine) {
        label("kernel." + machine.level(), machine.run("uname -r").text());
    }

    private void hypervisor(Site site) {
        NodeInfo node = site.libvirt().node().info();
        label("libvirt." + site.machine().level(), node.libvirtVersion());
        label("qemu." + site.machine().level(), node.hypervisorVersion());
    }

    private void label(String name, String value) {
        listeners.publish(new LabEvent.Label(lab.id(), name, value));
    }
}
