package org.nestlab.internal.running;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.internal.guest.GuestTree;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Host;
import org.nestlab.spec.Tier;

/** What a running lab consists of now: its plan, what its L1 runs on, and its guests. It closes nothing of that. */
public final class LabState {

    private final LabPlan plan;
    private final LabServices context;
    private final List<LiveGuest> guests = new CopyOnWriteArrayList<>();
    private final long planned = System.nanoTime();
    private volatile HostHypervisor hostHypervisor;

    public LabState(LabPlan plan, LabServices context, HostHypervisor hostHypervisor) {
        this.plan = plan;
        this.context = context;
        this.hostHypervisor = hostHypervisor;
    }

    public String id() {
        return plan.id().value();
    }

    public LabPlan plan() {
        return plan;
    }

    public Tier tier() {
        return plan.tier();
    }

    public LabServices context() {
        return context;
    }

    public HostHypervisor hostHypervisor() {
        return hostHypervisor;
    }

    public Host host() {
        return hostHypervisor.open().host();
    }

    public Site site() {
        return hostHypervisor.site();
    }

    /** What its libvirt runs in; empty where that is the host's own. */
    public Optional<LabContainer> container() {
        return hostHypervisor.container();
    }

    /** Its L1 runs on another hypervisor of the same host from now on. */
    public void movedTo(HostHypervisor other) {
        hostHypervisor = other;
    }

    /** How long ago it was planned. */
    public Duration age() {
        return Steps.since(planned);
    }

    public void add(LiveGuest started) {
        guests.add(started);
    }

    /** Those of the host. */
    public List<LiveGuest> liveGuests() {
        return List.copyOf(guests);
    }

    /** Every guest, one before those inside it. */
    public List<LiveGuest> allGuests() {
        return tree().all();
    }

    /** Its guests and those inside them: what is wrong with any of them. */
    public GuestTree tree() {
        return new GuestTree(guests);
    }

    /** All its guests are gone at once: commands that wait for one end. */
    public void died(String sentence) {
        allGuests().forEach(guest -> guest.health().condemn(sentence));
        allGuests().forEach(guest -> guest.sessions().hangUp());
    }
}
