package org.nestlab.internal.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nestlab.internal.plan.PlanText;
import org.nestlab.machine.Command;
import org.nestlab.spi.LabEvent.Evidence;

/** Collects what a person wants to see of a lab in which a test failed; a guest that is dead is not waited for. */
final class Diagnosis {

    /** For one file: the machine that holds it may be the one that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LabOnHost lab;
    private final List<Evidence> evidence = new ArrayList<>();

    Diagnosis(LabOnHost lab) {
        this.lab = lab;
    }

    List<Evidence> evidence() {
        add("lab plan", () -> PlanText.of(lab.plan()));
        lab.liveGuests().forEach(this::guest);
        return List.copyOf(evidence);
    }

    private void guest(LiveGuest guest) {
        add(guest.label() + " console", guest::console);
        add(guest.label() + " domain XML", guest::domainXml);
        add(guest.label() + " QEMU log", () -> qemuLog(guest));
        if (guest.dead().isEmpty() && guest.domain().suspension().isEmpty()) {
            add(guest.label() + " dmesg", () -> guest.dmesg().orElse("the guest does not answer"));
        }
        guest.liveGuests().forEach(this::guest);
    }

    private static String qemuLog(LiveGuest guest) {
        if (guest.parent() instanceof LiveGuest hypervisor
                && hypervisor.domain().suspension().isPresent()) {
            return hypervisor.domain().suspension().get();
        }
        String path = "/var/log/libvirt/qemu/" + guest.domainName() + ".log";
        return guest.above()
                .shell()
                .run(Command.of("tail", "-c", "65536", path).withTimeout(PATIENCE))
                .stdout();
    }

    private void add(String name, Supplier<String> content) {
        String text;
        try {
            text = content.get();
        } catch (RuntimeException e) {
            text = "could not be collected: " + e.getMessage();
        }
        evidence.add(new Evidence(lab.id(), name, "text/plain", text));
    }
}
