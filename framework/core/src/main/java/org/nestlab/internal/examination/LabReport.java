package org.nestlab.internal.examination;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.bugreport.BugReport;
import org.nestlab.internal.bugreport.ReportedGuest;
import org.nestlab.internal.bugreport.ReportedLab;
import org.nestlab.internal.bugreport.ReportedMachine;
import org.nestlab.internal.bugreport.TimelineEntry;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.internal.plan.PlanText;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.site.Qemu;

/** The nested bug report of a running lab. */
final class LabReport {

    private static final Duration DEADLINE = Duration.ofSeconds(45);

    private final LabState lab;
    private final Layers.Found found;
    private final List<ReportedMachine> machines = new ArrayList<>();
    private final List<ReportedGuest> guests = new ArrayList<>();

    LabReport(LabState lab, Layers.Found found) {
        this.lab = lab;
        this.found = found;
    }

    /** The archive, in the lab's output folder. */
    Path write(String story, Throwable failure) {
        ReportedMachine host =
                new ReportedMachine("L0 host", LibvirtUri.onItself(lab.host().libvirtUri()), true, lab.site()::shell);
        machines.add(host);
        lab.liveGuests().forEach(guest -> add(guest, host));
        List<TimelineEntry> steps = new ArrayList<>(lab.context().steps().said());
        steps.add(new TimelineEntry(Instant.now(), "lab", "FAILURE: " + failure));
        return BugReport.write(
                new ReportedLab(
                        lab.id(),
                        story,
                        PlanText.of(lab.plan()),
                        lab.context().journal().entries(),
                        steps,
                        machines,
                        guests),
                lab.context().output(),
                DEADLINE);
    }

    private void add(LiveGuest guest, ReportedMachine above) {
        ReportedMachine self = new ReportedMachine(guest.label(), "qemu:///system", false, () -> shell(guest));
        machines.add(self);
        guests.add(new ReportedGuest(
                guest.label(),
                above,
                guest.uuid().toString(),
                guest.domainName(),
                Qemu.log(guest),
                guest.consoleLog().file(),
                ""));
        guest.liveGuests().forEach(inner -> add(inner, self));
    }

    /** Of a guest that was found silent nothing is expected: it would only be waited for. */
    private Shell shell(LiveGuest guest) {
        if (!found.answers(guest.label())) {
            throw new GuestCommandException(guest.label() + ": it did not answer when it was asked which layer died");
        }
        return guest.shell();
    }
}
