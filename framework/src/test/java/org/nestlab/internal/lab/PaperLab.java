package org.nestlab.internal.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.FakeShell;
import org.nestlab.internal.console.Signatures;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.Plans;
import org.nestlab.internal.settings.Keep;
import org.nestlab.internal.settings.ProgressStyle;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** The default lab, up on paper: its domains are on libvirt's mock driver, and its machines answer from a script. */
final class PaperLab implements AutoCloseable {

    final FakeShell host = new FakeShell("L0 host");
    final FakeShell first = new FakeShell("L1 hypervisor");
    final FakeShell second = new FakeShell("L2 guest");
    final LabOnHost lab;
    final LiveGuest l1;
    final LiveGuest l2;
    private final MockHost mock;

    PaperLab(Path folder) {
        this(folder, Tier.KVM);
    }

    PaperLab(Path folder, Tier tier) {
        LabPlan plan = Plans.plan(LabSpec.kvmInKvm(), tier);
        mock = MockHost.fresh(folder);
        StateFolder state = StateFolder.open(folder.resolve("state"));
        Journal journal = Journal.start(state, plan.id(), "qemu:///system");
        LabListeners nobody = new LabListeners(List.of());
        LabContext context = new LabContext(
                plan.id(),
                new UUID(1, 2),
                journal,
                new Gate(Duration.ofSeconds(1)),
                new Steps(plan.id(), nobody, ProgressLines.of(ProgressStyle.OFF)),
                LabKeys.generate("paper"),
                new Sites(),
                output(folder),
                Signatures.with(Optional.empty()),
                true,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
        Site site = new Site(new FakeHost(), host, mock.site().libvirt(), null);
        lab = new LabOnHost(
                plan,
                context,
                new Takedown(state, journal),
                new Ground(new Sites.OpenHost(new FakeHost(), host, false), site, Optional.empty()),
                Keep.NEVER,
                nobody);
        GuestPlan outer = plan.host().guests().get(0);
        l1 = guest(outer, site, context, first);
        l2 = guest(
                outer.hypervisor().orElseThrow().guests().get(0),
                new Site(l1, first, mock.site().libvirt(), null),
                context,
                second);
        lab.add(l1);
        l1.add(l2);
    }

    private static Path output(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LiveGuest guest(GuestPlan plan, Site above, LabContext context, FakeShell session) {
        mock.domain(plan.domainName(), plan.uuid(), Optional.empty());
        Path copy = context.output().resolve(plan.level() + "-console.log");
        LiveGuest guest = new LiveGuest(
                plan,
                above,
                GuestAccess.of(plan, context.key(), context.id()),
                GuestConsole.follow(above.shell(), plan, copy, context, line -> {}),
                new GuestBoot(context.steps(), context.bootTimeout()));
        guest.ready(session);
        return guest;
    }

    @Override
    public void close() {
        l2.consoleLog().close();
        l1.consoleLog().close();
        lab.context().journal().close();
        mock.close();
    }
}
