package org.nestlab.internal.engine;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.nestlab.internal.diagnosis.FailureCause;

/** A fault that is put into a guest of a real lab, what is to be found of it, and how it is taken back. */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
enum Fault {
    L1_QEMU_KILLED(1, FailureCause.QEMU_GONE, After.NEW_LAB, Faults::killQemu, Faults::nothing),
    L1_DESTROYED(1, FailureCause.QEMU_GONE, After.NEW_LAB, victim -> victim.virsh("destroy"), Faults::nothing),
    L1_QEMU_STOPPED(1, FailureCause.QEMU_HANGS, After.UNDONE, Faults::stopQemu, Faults::letQemuGoOn),
    L1_OUT_OF_MEMORY(1, FailureCause.OUT_OF_MEMORY, After.NEW_LAB, Faults::useUpMemory, Faults::removeMemoryLimit),
    L1_PAUSED(
            1, FailureCause.PAUSED, After.UNDONE, victim -> victim.virsh("suspend"), victim -> victim.virsh("resume")),
    L1_RESET(1, FailureCause.REBOOTED, After.RESET, victim -> victim.virsh("reset"), Faults::nothing),
    L1_PANICKED(1, FailureCause.KERNEL_PANICKED, After.RESET, Faults::panic, Faults::nothing),
    L1_USERSPACE_STUCK(1, FailureCause.USERSPACE_STUCK, After.UNDONE, Faults::stopSsh, Victim::heal),
    L1_NETWORK_CUT(1, FailureCause.NETWORK, After.UNDONE, Faults::unplug, Faults::plugIn),
    L1_NETWORK_DOWN_INSIDE(1, FailureCause.NETWORK, After.HEALS_ITSELF, Faults::networkDown, Faults::nothing),
    L2_QEMU_KILLED(2, FailureCause.QEMU_GONE, After.NEW_LAB, Faults::killQemu, Faults::nothing),
    L2_QEMU_STOPPED(2, FailureCause.QEMU_HANGS, After.UNDONE, Faults::stopQemu, Faults::letQemuGoOn),
    L2_RESET(2, FailureCause.REBOOTED, After.RESET, victim -> victim.virsh("reset"), Faults::nothing),
    L2_PANICKED(2, FailureCause.KERNEL_PANICKED, After.RESET, Faults::panic, Faults::nothing),
    L2_USERSPACE_STUCK(2, FailureCause.USERSPACE_STUCK, After.UNDONE, Faults::stopSsh, Victim::heal),
    /** Nothing but what ends it gets the CPU any more. */
    L2_CPU_HOGGED(2, FailureCause.USERSPACE_STUCK, After.HEALS_ITSELF, Faults::hogCpus, Faults::nothing),
    L2_NETWORK_CUT(2, FailureCause.NETWORK, After.UNDONE, Faults::unplug, Faults::plugIn),
    L2_NETWORK_DOWN_INSIDE(2, FailureCause.NETWORK, After.HEALS_ITSELF, Faults::networkDown, Faults::nothing),
    /** Not a fault, and least of all a frozen L1. */
    L1_SUSPENDED_BY_THE_LAB(
            1,
            FailureCause.THE_TEST,
            After.UNDONE,
            victim -> victim.guest().suspend(),
            victim -> victim.guest().resume()),
    L2_SUSPENDED_BY_THE_LAB(
            2,
            FailureCause.THE_TEST,
            After.UNDONE,
            victim -> victim.guest().suspend(),
            victim -> victim.guest().resume());

    /** What makes the lab fit for another fault. */
    enum After {
        /** {@link Fault#undo}. */
        UNDONE,
        /** Waiting {@link #HEALED_AFTER}: nothing from outside gets into the guest. */
        HEALS_ITSELF,
        /** Resetting the guest. */
        RESET,
        /** Nothing. */
        NEW_LAB
    }

    /** From the fault until it ends of its own accord: longer than it takes to be silent and to be asked. */
    static final Duration HEALED_AFTER = Duration.ofSeconds(75);

    private final int depth;
    private final FailureCause cause;
    private final After after;
    private final Consumer<Victim> injection;
    private final Consumer<Victim> undoing;

    Fault(int depth, FailureCause cause, After after, Consumer<Victim> injection, Consumer<Victim> undoing) {
        this.depth = depth;
        this.cause = cause;
        this.after = after;
        this.injection = injection;
        this.undoing = undoing;
    }

    void inject(Victim victim) {
        injection.accept(victim);
    }

    /** So that the lab can be taken down, and nothing stays on the host. */
    void undo(Victim victim) {
        undoing.accept(victim);
    }

    FailureCause cause() {
        return cause;
    }

    /** The level of the guest that it is put into. */
    int depth() {
        return depth;
    }

    /** The level that is to be blamed, 0 for none. */
    int blamed() {
        return cause == FailureCause.THE_TEST ? 0 : depth;
    }

    After after() {
        return after;
    }

    /** Whether a time limit is kept on the way from the console's line to the command that fails. */
    boolean isPanic() {
        return cause == FailureCause.KERNEL_PANICKED;
    }

    /** Those of the usual run: a lab for each, so not many. */
    static Set<Fault> sample() {
        return EnumSet.of(L2_PANICKED, L1_NETWORK_CUT);
    }
}
