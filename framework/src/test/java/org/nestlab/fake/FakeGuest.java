package org.nestlab.fake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nestlab.ProvisioningException;
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

/** A guest that answers from a script. Its KVM counters are read from a list, the last one again and again. */
public final class FakeGuest implements Guest {

    public final Answers answers = new Answers();
    public final FakeFiles files = new FakeFiles();
    public final List<Guest> guests = new ArrayList<>();
    public final List<KvmStatistics> statistics = new ArrayList<>();
    /** What it has asked of the scratch disk at the next readings, the last one again and again. */
    public final List<DiskTraffic> traffic = new ArrayList<>(List.of(new DiskTraffic(0, 0)));

    public final StringBuilder console = new StringBuilder();
    /** What was done to it, in order; guests of one lab may share a list. */
    public List<String> history = new ArrayList<>();

    public boolean suspended;

    /** Why it cannot be suspended or resumed; empty while it can. */
    public String refuses = "";

    public int resets;
    public int rootDiskGib;

    private final Machine parent;
    private final GuestSpec spec;

    public FakeGuest(Machine parent, GuestSpec spec) {
        this.parent = parent;
        // As a guest of a lab that is up, it has a number of virtual CPUs.
        this.spec = spec.vcpus() == GuestSpec.VCPUS_BY_TIER ? spec.withVcpus(2) : spec;
    }

    /** An L1 hypervisor on a fake host. */
    public static FakeGuest l1() {
        return new FakeGuest(new FakeHost(), GuestSpec.hypervisor());
    }

    /** An L2 guest in this one. */
    public FakeGuest withGuest() {
        FakeGuest guest = new FakeGuest(this, GuestSpec.guest());
        guests.add(guest);
        return guest;
    }

    /** KVM counts these exits at the next readings, one after the other. */
    public FakeGuest exits(long... exits) {
        for (long count : exits) {
            statistics.add(new KvmStatistics(Map.of("exits", count)));
        }
        return this;
    }

    @Override
    public Level level() {
        return parent.level().next();
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public CommandResult run(Command command) {
        return answers.answer(label(), command);
    }

    @Override
    public void upload(Path local, String remote) {
        files.upload(local, remote);
    }

    @Override
    public void download(String remote, Path local) {
        files.download(remote, local);
    }

    @Override
    public GuestSpec spec() {
        return spec;
    }

    @Override
    public Machine parent() {
        return parent;
    }

    @Override
    public List<Guest> guests() {
        return List.copyOf(guests);
    }

    @Override
    public String domainName() {
        return "nestlab-0badcafe-" + name();
    }

    @Override
    public UUID uuid() {
        return UUID.nameUUIDFromBytes(label().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String address() {
        return "10.%d.0.10".formatted(level().depth());
    }

    @Override
    public String domainXml() {
        return "<domain type='kvm'><name>%s</name><uuid>%s</uuid></domain>".formatted(domainName(), uuid());
    }

    @Override
    public String console() {
        return console.toString();
    }

    @Override
    public void reset() {
        resets++;
    }

    @Override
    public Migration migrateTo(Guest destination) {
        history.add("migrate " + label() + " to " + destination.label());
        return Migration.of(parent.label(), destination.label(), Duration.ZERO, Duration.ZERO, 0, 0);
    }

    @Override
    public Migration moveToHypervisor(HypervisorSpec hypervisor) {
        history.add("migrate " + label() + " to " + hypervisor.words());
        return Migration.of(parent.label(), hypervisor.words(), Duration.ZERO, Duration.ZERO, 0, 0);
    }

    @Override
    public SavedState saveAndRestore() {
        throw new AssertionError("a fake has no state to be saved");
    }

    @Override
    public void growRootDisk(int gib) {
        rootDiskGib = gib;
    }

    @Override
    public void suspend() {
        obey();
        suspended = true;
        history.add("suspend " + label());
    }

    @Override
    public void resume() {
        obey();
        suspended = false;
        history.add("resume " + label());
    }

    private void obey() {
        if (!refuses.isEmpty()) {
            throw new ProvisioningException(label() + ": " + refuses);
        }
    }

    @Override
    public boolean isSuspended() {
        return suspended;
    }

    @Override
    public void throttleScratchDisk(long totalIops) {
        history.add("throttle %s to %d".formatted(label(), totalIops));
    }

    @Override
    public DiskTraffic scratchDiskTraffic() {
        obey();
        return traffic.size() == 1 ? traffic.get(0) : traffic.remove(0);
    }

    @Override
    public KvmStatistics kvmStatistics() {
        if (statistics.isEmpty()) {
            return new KvmStatistics(Map.of());
        }
        return statistics.size() == 1 ? statistics.get(0) : statistics.remove(0);
    }
}
