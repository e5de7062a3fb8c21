package org.nestlab.internal.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.FakeShell;
import org.nestlab.internal.console.Signatures;
import org.nestlab.internal.guest.CreationBarrier;
import org.nestlab.internal.guest.GuestAccess;
import org.nestlab.internal.guest.GuestConsole;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.migration.LabMover;
import org.nestlab.internal.plan.DiskPlan;
import org.nestlab.internal.plan.DomainXml;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.NetworkPlan;
import org.nestlab.internal.plan.Plans;
import org.nestlab.internal.running.HostHypervisor;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.settings.Keep;
import org.nestlab.internal.settings.ProgressStyle;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.internal.takedown.MockHost;
import org.nestlab.internal.takedown.Takedown;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** The default lab, up on paper: its domains are on libvirt's mock driver, and its machines answer from a script. */
public final class PaperLab implements AutoCloseable {

    public final FakeShell host = new FakeShell("L0 host");
    public final FakeShell first = new FakeShell("L1 hypervisor");
    public final FakeShell second = new FakeShell("L2 guest");
    public final LabState running;
    public final LabOnHost lab;
    public final LiveGuest l1;
    public final LiveGuest l2;
    public final List<LiveGuest> besideL1 = new ArrayList<>();
    private final MockHost mock;

    public PaperLab(Path folder) {
        this(folder, Tier.KVM);
    }

    public PaperLab(Path folder, Tier tier) {
        this(folder, LabSpec.kvmInKvm(), tier);
    }

    /** @param spec whose first L1 guest runs one guest, and whose other L1 guests run none */
    public PaperLab(Path folder, LabSpec spec, Tier tier) {
        this(folder, spec, tier, LabUse.TESTS);
    }

    PaperLab(Path folder, LabSpec spec, Tier tier, LabUse use) {
        LabPlan plan = Plans.plan(spec, tier);
        mock = MockHost.fresh(folder);
        StateFolder state = StateFolder.open(folder.resolve("state"));
        Journal journal = Journal.start(state, plan.id(), "qemu:///system");
        LabListeners nobody = new LabListeners(List.of());
        LabServices context = new LabServices(
                plan.id(),
                new UUID(1, 2),
                journal,
                new CreationBarrier(Duration.ofSeconds(1)),
                new Steps(plan.id(), nobody, ProgressLines.of(ProgressStyle.OFF)),
                LabKeys.generate("paper"),
                new Sites(),
                output(folder),
                Signatures.with(Optional.empty()),
                true,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
        Site site = new Site(new FakeHost(), host, mock.site().libvirt(), null);
        running = new LabState(plan, context, HostHypervisor.host(new OpenHost(new FakeHost(), host, false), site));
        lab = new LabOnHost(
                running, new Takedown(state, journal), new Staying(Keep.NEVER, use), new HandingOn(state, 1), nobody);
        GuestPlan outer = plan.host().guests().get(0);
        l1 = guest(outer, plan.host().network(), site, context, first);
        HypervisorPlan inner = outer.hypervisor().orElseThrow();
        l2 = guest(
                inner.guests().get(0),
                inner.network(),
                new Site(l1, first, mock.site().libvirt(), null),
                context,
                second);
        running.add(l1);
        l1.sessions().add(l2);
        for (GuestPlan other :
                plan.host().guests().subList(1, plan.host().guests().size())) {
            LiveGuest beside = guest(other, plan.host().network(), site, context, new FakeShell(other.label()));
            running.add(beside);
            besideL1.add(beside);
        }
    }

    private static Path output(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LiveGuest guest(GuestPlan plan, NetworkPlan network, Site above, LabServices context, FakeShell session) {
        DomainXml.target(plan, DiskPlan.Use.SHARED)
                .ifPresentOrElse(
                        disk -> mock.domainWithDisk(plan.domainName(), plan.uuid(), disk),
                        () -> mock.domain(plan.domainName(), plan.uuid(), Optional.empty()));
        Path copy = context.output().resolve(plan.level() + "-" + plan.spec().name() + "-console.log");
        LiveGuest guest = new LiveGuest(
                plan,
                above,
                GuestAccess.of(plan, network, context.key(), context.id()),
                GuestConsole.follow(above.shell(), plan, copy, context.signatures(), context.steps(), line -> {}),
                context,
                new LabMover(running));
        guest.sessions().ready(session);
        return guest;
    }

    @Override
    public void close() {
        l2.consoleLog().close();
        l1.consoleLog().close();
        besideL1.forEach(guest -> guest.consoleLog().close());
        running.context().journal().close();
        mock.close();
    }
}
