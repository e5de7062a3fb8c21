package org.nestlab.internal.guest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.diagnosis.EmulatorSign;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.libvirt.Domains;
import org.nestlab.internal.plan.DiskPlan;
import org.nestlab.internal.plan.DomainXml;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.Printed;
import org.nestlab.internal.site.Qemu;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Command;
import org.nestlab.machine.DiskTraffic;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.KvmStatistics;
import org.nestlab.machine.SavedState;

/**
 * A guest as the libvirt of the level above has it: what is done to the guest from outside, and whether it is
 * suspended.
 */
public final class GuestDomain {

    // as libvirt 9 gives it: vcpu.0.exits.sum
    private static final Pattern VCPU_COUNTER = Pattern.compile("vcpu\\.\\d+\\.(.+)\\.sum");

    private final GuestPlan plan;
    private volatile Site above;
    private volatile boolean suspended;
    private volatile boolean throttled;
    private volatile OptionalLong qemu = OptionalLong.empty();
    private volatile Runnable crashed = () -> {};

    GuestDomain(GuestPlan plan, Site above) {
        this.plan = plan;
        this.above = above;
    }

    private UUID uuid() {
        return plan.uuid();
    }

    private String label() {
        return plan.label();
    }

    /** Why no answer can come from this guest now: it, or a guest that it is inside of, is suspended. */
    public Optional<String> suspension() {
        return suspended ? Optional.of(suspended(label())) : suspensionAbove().map(reason -> inside(label(), reason));
    }

    private Optional<String> suspensionAbove() {
        return above.machine() instanceof Guest hypervisor ? suspension(hypervisor) : Optional.empty();
    }

    private static Optional<String> suspension(Guest guest) {
        if (guest.isSuspended()) {
            return Optional.of(suspended(guest.label()));
        }
        return guest.parent() instanceof Guest hypervisor
                ? suspension(hypervisor).map(reason -> inside(guest.label(), reason))
                : Optional.empty();
    }

    private static String suspended(String label) {
        return "%s: it is suspended, as while another machine is measured: resume it first".formatted(label);
    }

    private static String inside(String label, String reason) {
        return "%s: inside a guest that is suspended: %s".formatted(label, reason);
    }

    /** The libvirt of the level above, unless it is suspended: then a call would wait until it is resumed. */
    private Domains domains() {
        suspensionAbove().ifPresent(reason -> {
            throw new ProvisioningException("%s: its libvirt cannot be asked: %s".formatted(label(), reason));
        });
        return above.libvirt().domains();
    }

    String xml() {
        return domains()
                .xml(uuid())
                .orElseThrow(() -> new ProvisioningException("%s: its domain %s is gone from the libvirt of %s"
                        .formatted(label(), plan.domainName(), above.machine().label())));
    }

    boolean exists() {
        return domains().exists(uuid());
    }

    /** Whether it exists for certain: not where its libvirt does not answer. */
    public boolean surelyExists() {
        try {
            return exists();
        } catch (ProvisioningException e) {
            return false;
        }
    }

    /** A QEMU of its own has just started: remembers which process that is. */
    public void noteQemu() {
        // What is in a container has another number for the kernel of the machine than for itself.
        qemu = above.isContainer() ? OptionalLong.empty() : Qemu.pid(above.shell(), plan.domainName());
        if (above.machine() instanceof Host host && above.shell() instanceof LocalShell here) {
            String log = Qemu.log(LibvirtUri.onItself(host.libvirtUri()), plan.domainName());
            qemu.ifPresent(pid -> QemuWatch.watch(pid, here, log, crashed));
        }
    }

    /** What is done when a QEMU that is noted from now on crashes, where it is one of this machine. */
    public void whenQemuCrashes(Runnable end) {
        crashed = end;
    }

    /** The number of its QEMU's process, now or formerly, as the kernel above has it; empty where that is not known. */
    public OptionalLong qemu() {
        return qemu;
    }

    /** Another hypervisor runs it from now on. */
    void movedTo(Site there) {
        above = there;
        noteQemu();
    }

    void suspend() {
        if (!suspended) {
            domains().suspend(uuid());
            suspended = true;
        }
    }

    void resume() {
        if (suspended) {
            domains().resume(uuid());
            suspended = false;
        }
    }

    boolean isSuspended() {
        return suspended;
    }

    /** What was not to be kept is removed whatever happens; the guest is gone where it cannot be restored. */
    SavedState saveAndRestore() {
        String file = plan.console().replaceFirst("[^/]*$", plan.domainName() + ".save");
        return Closing.inAnyCase(
                () -> saveAndRestore(file), () -> above.shell().run(Command.of("rm", "-f", "--", file)));
    }

    private SavedState saveAndRestore(String file) {
        long start = System.nanoTime();
        domains().save(uuid(), file);
        Duration saved = Steps.since(start);
        long bytes = Printed.wholeNumber(
                above.shell().run(Command.of("stat", "-c", "%s", "--", file)), "the size of its saved state");
        long again = System.nanoTime();
        domains().restore(file);
        Duration restored = Steps.since(again);
        noteQemu();
        return new SavedState(bytes, saved, restored);
    }

    void reset() {
        domains().reset(uuid());
    }

    void resizeRootDisk(long bytes) {
        domains().resizeDisk(uuid(), "vda", bytes);
    }

    void throttleScratchDisk(long totalIops) {
        if (totalIops < 0) {
            throw new LabConfigurationException(
                    "%s: its scratch disk cannot be limited to %d requests/s; expected 1 or more, or 0 for no limit"
                            .formatted(label(), totalIops));
        }
        String disk = scratchDisk("limit");
        if (totalIops > 0) {
            // Before the call: one that fails may have set the limit all the same.
            throttled = true;
        }
        domains().limitDisk(uuid(), disk, totalIops);
        if (totalIops == 0) {
            throttled = false;
        }
    }

    /**
     * Removes the limit of its scratch disk if this process has set one.
     *
     * @return whether there was one
     */
    boolean unthrottle() {
        boolean was = throttled;
        if (was) {
            throttleScratchDisk(0);
        }
        return was;
    }

    DiskTraffic scratchDiskTraffic() {
        return domains().diskTraffic(uuid(), scratchDisk("count for"));
    }

    /** What the definition calls the shared scratch disk. */
    private String scratchDisk(String purpose) {
        return DomainXml.target(plan, DiskPlan.Use.SHARED)
                .orElseThrow(() -> new LabConfigurationException(
                        "%s: there is no shared scratch disk to %s; expected a lab with one: add LabSpec.withSharedScratchDisk(1)"
                                .formatted(label(), purpose)));
    }

    /**
     * What the registers of its CPUs show of a fault of the emulation; empty while it is suspended.
     *
     * @param hosts whether the guest runs guests of its own
     */
    Optional<EmulatorSign> registers(boolean hosts) {
        return suspension().isPresent() ? Optional.empty() : CpuRegisters.sign(above.shell(), plan, hosts);
    }

    KvmStatistics kvmStatistics() {
        Map<String, Long> sums = new TreeMap<>();
        if (plan.domainType().equals("qemu")) {
            return new KvmStatistics(sums);
        }
        domains().vcpuStatistics(uuid()).forEach((name, value) -> {
            Matcher matcher = VCPU_COUNTER.matcher(name);
            if (matcher.matches()) {
                sums.merge(matcher.group(1), value, Long::sum);
            }
        });
        return new KvmStatistics(sums);
    }
}
