package org.nestlab.internal.examination;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.bugreport.BugReport;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.EmulatorSign;
import org.nestlab.internal.diagnosis.EvidenceText;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.lab.Findings;
import org.nestlab.internal.plan.PlanText;
import org.nestlab.internal.running.LabContainer;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.site.Qemu;
import org.nestlab.machine.Command;
import org.nestlab.spi.LabEvent.Evidence;

/** Collects what a person wants to see of a lab in which a test failed; a guest that is dead is not waited for. */
public final class LabDiagnosis {

    /** For one file: the machine that holds it may be the one that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LabState lab;
    private final Throwable failure;
    private final List<Evidence> evidence = new ArrayList<>();

    public LabDiagnosis(LabState lab, Throwable failure) {
        this.lab = lab;
        this.failure = failure;
    }

    public Findings findings() {
        Layers.Found found = new Layers(lab).look();
        Attribution attribution = found.attribution();
        add("which layer died", () -> EvidenceText.of(attribution, found.evidence()));
        knownLines();
        signs();
        if (attribution.cause().isDeadly()) {
            lab.allGuests().stream()
                    .filter(guest -> guest.label().equals(attribution.machine()))
                    .forEach(guest -> guest.health().condemn(attribution.sentence()));
        }
        collect(found);
        add("nested bug report", () -> bugReport(found, EvidenceText.of(attribution, found.evidence())));
        return new Findings(Optional.of(attribution), evidence);
    }

    /** Writes it, and says where it is: the failure alone does not lead to it. */
    private String bugReport(Layers.Found found, String story) {
        Path archive = new LabReport(lab, found).write(story, failure);
        lab.context().steps().say("bug report: " + archive.toAbsolutePath());
        return BugReport.index(archive);
    }

    /** Known lines of consoles that are not fatal. */
    private void knownLines() {
        StringBuilder lines = new StringBuilder();
        for (LiveGuest guest : lab.allGuests()) {
            for (FatalLine note : guest.consoleLog().notes()) {
                lines.append("%s: %s%n  that is: %s %s%n"
                        .formatted(
                                guest.label(),
                                note,
                                note.signature().meaning(),
                                note.signature().link()));
            }
        }
        if (!lines.isEmpty()) {
            add("known lines of consoles", lines::toString);
        }
    }

    /** What a fault of the emulation is known to bring about, and whether anything else could. */
    private void signs() {
        StringBuilder lines = new StringBuilder();
        for (LiveGuest guest : lab.allGuests()) {
            for (EmulatorSign sign : guest.health().signs()) {
                lines.append("%s: %s%n  that is: %s%n"
                        .formatted(
                                guest.label(),
                                sign.sentence(),
                                sign.proves()
                                        ? "proof, as no kernel brings it about"
                                        : "no proof, as a kernel or the KVM of the machine above may bring it about"));
            }
        }
        if (!lines.isEmpty()) {
            add("signs of a broken emulation", lines::toString);
        }
    }

    private void collect(Layers.Found found) {
        add("lab plan", () -> PlanText.of(lab.plan()));
        lab.container().ifPresent(container -> add(LabContainer.LABEL + " log", container::log));
        lab.liveGuests().forEach(guest -> guest(guest, found));
    }

    private void guest(LiveGuest guest, Layers.Found found) {
        add(guest.label() + " console", guest::console);
        if (!(guest.parent() instanceof LiveGuest hypervisor) || found.answers(hypervisor.label())) {
            add(guest.label() + " domain XML", guest::domainXml);
            add(guest.label() + " QEMU log", () -> qemuLog(guest));
        }
        if (found.answers(guest.label())) {
            add(guest.label() + " dmesg", () -> dmesg(guest));
        }
        guest.liveGuests().forEach(inner -> guest(inner, found));
    }

    private static String qemuLog(LiveGuest guest) {
        return guest.above()
                .shell()
                .run(Command.of("tail", "-c", "65536", Qemu.log(guest)).withTimeout(PATIENCE))
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

    /** What the guest's kernel has to say, as far as it still can. */
    private static String dmesg(LiveGuest guest) {
        try {
            return guest.run(Command.shell("dmesg").withTimeout(PATIENCE)).stdout();
        } catch (GuestCommandException e) {
            return "the guest does not answer";
        }
    }
}
