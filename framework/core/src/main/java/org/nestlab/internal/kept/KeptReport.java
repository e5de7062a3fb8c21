package org.nestlab.internal.kept;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.bugreport.BugReport;
import org.nestlab.internal.bugreport.ReportedGuest;
import org.nestlab.internal.bugreport.ReportedLab;
import org.nestlab.internal.bugreport.ReportedMachine;
import org.nestlab.internal.bugreport.TimelineEntry;
import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.KeptFile.KeptGuest;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.site.Qemu;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.ssh.HostKeyCheck;
import org.nestlab.internal.ssh.SshIdentity;
import org.nestlab.internal.ssh.SshShell;
import org.nestlab.internal.ssh.SshTarget;

/** The nested bug report of a lab that was left up. It logs in to each machine again, through the one above. */
final class KeptReport implements AutoCloseable {

    private static final Duration LOGIN = Duration.ofSeconds(60);

    private final KeptFile lab;
    private final Sites sites;
    private final Deque<Shell> open = new ArrayDeque<>();

    KeptReport(KeptFile lab, Sites sites) {
        this.lab = lab;
        this.sites = sites;
    }

    Path write(List<Entry> journal, Path folder, Duration deadline) {
        Map<String, ReportedMachine> machines = new LinkedHashMap<>();
        machines.put(
                "",
                new ReportedMachine(
                        "L0 host",
                        LibvirtUri.onItself(lab.uri()),
                        true,
                        once(() -> sites.openHost(lab.uri()).shell())));
        for (KeptGuest guest : lab.guests()) {
            ReportedMachine above = machines.get(guest.above());
            Supplier<Shell> login = once(() -> SshShell.open(target(guest), above(above, guest), LOGIN));
            machines.put(guest.alias(), new ReportedMachine(guest.label(), "qemu:///system", false, login));
        }
        List<ReportedGuest> guests =
                lab.guests().stream().map(guest -> reported(guest, machines)).toList();
        List<TimelineEntry> steps = lab.steps().stream()
                .map(step -> new TimelineEntry(Instant.ofEpochMilli(step.at()), "lab", step.what()))
                .toList();
        String story = "Made on demand, of lab %s, which was left up.".formatted(lab.lab());
        return BugReport.write(
                new ReportedLab(lab.lab(), story, lab.plan(), journal, steps, List.copyOf(machines.values()), guests),
                folder,
                deadline);
    }

    private static Shell above(@Nullable ReportedMachine above, KeptGuest guest) {
        return Optional.ofNullable(above)
                .orElseThrow(() -> new IllegalStateException(
                        "%s is in no machine: '%s' is none".formatted(guest.label(), guest.above())))
                .shell()
                .get();
    }

    private ReportedGuest reported(KeptGuest guest, Map<String, ReportedMachine> machines) {
        ReportedMachine above = Optional.ofNullable(machines.get(guest.above()))
                .orElseThrow(() -> new IllegalStateException(guest.label() + " is in no machine"));
        return new ReportedGuest(
                guest.label(),
                above,
                guest.uuid(),
                guest.domain(),
                Qemu.log(guest.above().isEmpty() ? LibvirtUri.onItself(lab.uri()) : "qemu:///system", guest.domain()),
                Path.of(guest.copy()),
                guest.console());
    }

    private static SshTarget target(KeptGuest guest) {
        HostKeyCheck check =
                guest.hostKey().isEmpty() ? new HostKeyCheck.FirstSeen() : new HostKeyCheck.Exactly(guest.hostKey());
        return new SshTarget(
                guest.label(),
                guest.address(),
                22,
                guest.user(),
                new SshIdentity.KeyFile(Path.of(guest.identity())),
                check);
    }

    /** Opens a machine when it is first needed; other threads wait for it. */
    private Supplier<Shell> once(Supplier<Shell> login) {
        return new Supplier<>() {
            private @Nullable Shell shell;

            @Override
            public synchronized Shell get() {
                if (shell == null) {
                    Shell opened = login.get();
                    remember(opened);
                    shell = opened;
                    return opened;
                }
                return shell;
            }
        };
    }

    private void remember(Shell opened) {
        synchronized (open) {
            open.push(opened);
        }
    }

    /** The innermost first. */
    @Override
    public void close() {
        synchronized (open) {
            open.forEach(Shell::close);
        }
    }
}
