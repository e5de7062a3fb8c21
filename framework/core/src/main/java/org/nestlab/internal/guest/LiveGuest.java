package org.nestlab.internal.guest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.ssh.ReconnectingShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.DiskTraffic;
import org.nestlab.machine.Guest;
import org.nestlab.machine.KvmStatistics;
import org.nestlab.machine.Level;
import org.nestlab.machine.Machine;
import org.nestlab.machine.Migration;
import org.nestlab.machine.SavedState;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.HypervisorSpec;

/**
 * A guest that exists. What it holds open is closed by the lab, never by a test. It answers for itself; what concerns
 * the guests inside it too is in {@link GuestTree}.
 */
public final class LiveGuest implements Guest {

    private final GuestPlan plan;
    private volatile Site above;
    private final GuestAccess access;
    private final GuestConsole console;
    private final LabServices lab;
    private final GuestMover mover;
    private final GuestBoot boot;
    private final GuestDomain domain;
    private final GuestHealth health;
    private final GuestSessions sessions;

    public LiveGuest(
            GuestPlan plan, Site above, GuestAccess access, GuestConsole console, LabServices lab, GuestMover mover) {
        this.plan = plan;
        this.mover = mover;
        this.above = above;
        this.access = access;
        this.console = console;
        this.lab = lab;
        this.boot = new GuestBoot(lab.steps(), lab.bootTimeout());
        this.domain = new GuestDomain(plan, above);
        this.health = new GuestHealth(plan.label(), console, domain, this::runner);
        this.sessions = new GuestSessions(plan.label(), console);
    }

    public GuestPlan plan() {
        return plan;
    }

    public Site above() {
        return above;
    }

    public GuestDomain domain() {
        return domain;
    }

    public GuestAccess access() {
        return access;
    }

    public GuestConsole consoleLog() {
        return console;
    }

    /** Logs in once it is ready; every command from now on goes through this one session. */
    public void awaitReady(GuestBoot how) {
        sessions.ready(how.awaitReady(this));
    }

    /**
     * Logs in to a guest that has been up for long, as of a lab that is taken over.
     *
     * @param printed how many bytes its console has at least
     * @return its boot, {@code /proc/sys/kernel/random/boot_id}
     * @throws GuestCommandException if it does not answer in time
     */
    public String logIn(Duration patience, long printed) {
        ReconnectingShell session = boot.logIn(this, patience);
        // The session notes how often the console shows a boot.
        console.awaitRead(printed, patience);
        sessions.ready(session);
        return session.boot();
    }

    public Shell shell() {
        // First of all: a suspended guest does not answer.
        domain.suspension().ifPresent(reason -> {
            throw new GuestCommandException(reason);
        });
        return sessions.shell();
    }

    public GuestSessions sessions() {
        return sessions;
    }

    /** Its own libvirt, if there is a connection to it. */
    public Optional<Site> site() {
        return sessions.site();
    }

    public LabServices lab() {
        return lab;
    }

    /** Who runs its CPUs now: it may be migrated. */
    public CpuRunner runner() {
        return CpuRunner.of(
                plan.domainType(), above.machine() instanceof LiveGuest hypervisor ? hypervisor.runner() : null);
    }

    /** Whether its boot had finished, so that it should answer. */
    public boolean isReady() {
        return sessions.isReady();
    }

    public GuestHealth health() {
        return health;
    }

    /** Why this guest can no longer be used; empty while it can. Of those inside it, {@link GuestTree} knows. */
    Optional<String> dead() {
        return sessions.gone()
                .or(health::death)
                .map(reason -> reason.startsWith(label()) ? reason : label() + ": " + reason);
    }

    @Override
    public Level level() {
        return plan.level();
    }

    @Override
    public String name() {
        return plan.spec().name();
    }

    @Override
    public GuestSpec spec() {
        return plan.spec();
    }

    @Override
    public Machine parent() {
        return above.machine();
    }

    @Override
    public List<Guest> guests() {
        return List.copyOf(liveGuests());
    }

    public List<LiveGuest> liveGuests() {
        return sessions.guests();
    }

    @Override
    public String domainName() {
        return plan.domainName();
    }

    @Override
    public UUID uuid() {
        return plan.uuid();
    }

    @Override
    public String address() {
        return plan.address();
    }

    @Override
    public String domainXml() {
        return domain.xml();
    }

    @Override
    public String console() {
        return console.text();
    }

    @Override
    public CommandResult run(Command command) {
        Shell open = shell();
        try {
            return open.run(command);
        } catch (GuestCommandException e) {
            throw health.explained(e, runsGuests());
        }
    }

    /** Whether it is there to run guests, and has the code that does. */
    public boolean runsGuests() {
        return plan.hypervisor().isPresent();
    }

    @Override
    public void upload(Path local, String remote) {
        shell().upload(local, remote);
    }

    @Override
    public void download(String remote, Path local) {
        shell().download(remote, local);
    }

    @Override
    public void suspend() {
        domain.suspend();
    }

    @Override
    public void resume() {
        domain.resume();
    }

    @Override
    public boolean isSuspended() {
        return domain.isSuspended();
    }

    @Override
    public void throttleScratchDisk(long totalIops) {
        domain.throttleScratchDisk(totalIops);
    }

    @Override
    public DiskTraffic scratchDiskTraffic() {
        return domain.scratchDiskTraffic();
    }

    @Override
    public void reset() {
        resume();
        sessions.letGo("gone with the reset of " + label(), health::startAgain);
        domain.reset();
        awaitReady(boot);
    }

    @Override
    public SavedState saveAndRestore() {
        return InnerGuests.still(this, domain::saveAndRestore);
    }

    @Override
    public Migration migrateTo(Guest destination) {
        return mover.toGuest(this, destination);
    }

    @Override
    public Migration moveToHypervisor(HypervisorSpec hypervisor) {
        return mover.toHypervisor(this, hypervisor);
    }

    /** Another libvirt of the same machine runs it from now on, with its files and its address as they were. */
    public void movedTo(Site there) {
        above = there;
        domain.movedTo(there);
    }

    /** Another guest hypervisor runs it from now on: through that one it is logged in to anew. */
    public void movedTo(LiveGuest hypervisor, Site there) {
        Shell formerAbove = above.shell();
        if (above.machine() instanceof LiveGuest former) {
            former.sessions.remove(this);
        }
        hypervisor.sessions.add(this);
        sessions.letGo("left behind by a migration", () -> above = there);
        domain.movedTo(there);
        console.moveTo(formerAbove, there.shell(), plan.console());
        awaitReady(boot);
    }

    @Override
    public void growRootDisk(int gib) {
        new DiskGrowth(this, domain).to(gib);
    }

    @Override
    public KvmStatistics kvmStatistics() {
        return domain.kvmStatistics();
    }

    @Override
    public String toString() {
        return label();
    }
}
