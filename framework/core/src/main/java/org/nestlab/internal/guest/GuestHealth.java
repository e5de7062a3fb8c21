package org.nestlab.internal.guest;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.console.Signature;
import org.nestlab.internal.diagnosis.EmulatorSign;
import org.nestlab.internal.diagnosis.OopsSigns;
import org.nestlab.internal.diagnosis.PendingInterrupt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a guest died of, as far as it was seen: a line of its console, its CPUs, or a diagnosis. */
public final class GuestHealth {

    private static final Logger LOG = LoggerFactory.getLogger(GuestHealth.class);

    private static final String FAULT = "QEMU's emulation of nested virtualization broke this guest: ";

    private static final String BOOTED_AGAIN =
            "it has booted again since: something reset or rebooted it, and its sessions are gone. Expected: Guest.reset(), which logs in anew";

    private final String label;
    private final GuestConsole console;
    private final GuestDomain domain;
    private final Supplier<CpuRunner> runner;
    private volatile @Nullable EmulatorSign registers;
    private volatile @Nullable EmulatorSign interrupts;
    private volatile @Nullable String condemned;

    /** @param runner who runs its CPUs now: a guest may be migrated */
    GuestHealth(String label, GuestConsole console, GuestDomain domain, Supplier<CpuRunner> runner) {
        this.label = label;
        this.console = console;
        this.domain = domain;
        this.runner = runner;
    }

    /** Why the guest is of no more use; empty while it is. */
    Optional<String> death() {
        return proven().or(() -> Optional.ofNullable(condemned));
    }

    private Optional<String> proven() {
        return console.fatalLine()
                .filter(line -> line.signature().effect() != Signature.Effect.KERNEL_STUCK)
                .map(FatalLine::toString)
                .or(() -> Optional.ofNullable(registers)
                        .filter(EmulatorSign::proves)
                        .map(EmulatorSign::sentence));
    }

    /**
     * A kernel that was stuck, for example because the level above had no CPU for it, continues if it can: it is not
     * dead.
     */
    private Optional<String> stuck() {
        return console.fatalLine()
                .filter(line -> line.signature().effect() == Signature.Effect.KERNEL_STUCK)
                .map(FatalLine::toString);
    }

    /** What the emulation of the hardware did to the guest, where that is proven by what is known now. */
    public Optional<String> emulatorFault() {
        return signs().stream().filter(EmulatorSign::proves).findFirst().map(sign -> FAULT + sign.sentence());
    }

    /** All that was seen which a fault of the emulation can cause; also what does not prove one. */
    public List<EmulatorSign> signs() {
        CpuRunner who = runner.get();
        if (!who.isEmulated()) {
            return List.of();
        }
        return Stream.concat(
                        Stream.of(Optional.ofNullable(registers), Optional.ofNullable(interrupts))
                                .flatMap(Optional::stream),
                        OopsSigns.in(console.ofThisBoot(), who == CpuRunner.QEMU).stream())
                .distinct()
                .toList();
    }

    /** One of its CPUs was seen to take no interrupts. */
    public void saw(PendingInterrupt pending) {
        interrupts = pending.sign();
    }

    /** It was found dead, for a reason that neither its console nor its CPUs show. */
    public void condemn(String reason) {
        condemned = reason;
    }

    /** It was reset: what was wrong with it is over. */
    void startAgain() {
        console.forgetBoot();
        registers = null;
        interrupts = null;
        condemned = null;
    }

    /**
     * After a command without an answer: examines the guest, and says so if it has died.
     *
     * @param hosts whether it runs guests
     */
    GuestCommandException explained(GuestCommandException failure, boolean hosts) {
        if (!hasPanicked()) {
            examineCpus(hosts);
        }
        Optional<String> fault = emulatorFault();
        if (fault.isPresent()) {
            return new GuestCommandException(
                    "%s%n  the guest had died: %s".formatted(failure.getMessage(), fault.get()), failure);
        }
        if (proven().isEmpty() && console.bootedAgain()) {
            condemn(BOOTED_AGAIN);
            return new GuestCommandException(
                    "%s%n  %s: %s".formatted(failure.getMessage(), label, BOOTED_AGAIN), failure);
        }
        return death().map(reason -> new GuestCommandException(
                        "%s%n  the guest had died: %s".formatted(failure.getMessage(), reason), failure))
                .or(() -> stuck().map(line -> new GuestCommandException(
                        "%s%n  before that its kernel had been stuck: %s".formatted(failure.getMessage(), line),
                        failure)))
                .orElse(failure);
    }

    /** Then nothing else needs to be examined, and a waiting caller gets the failure at once. */
    private boolean hasPanicked() {
        return console.fatalLine()
                .filter(line -> line.signature().effect() == Signature.Effect.KERNEL_DEAD)
                .isPresent();
    }

    /**
     * Looks at its CPUs from the machine above where a fault of the emulation can show in them. Only one level below
     * the emulated CPU: below that, the nested KVM code of that machine stands between, which may be what is tested.
     *
     * @param hosts whether it runs guests
     */
    public void examineCpus(boolean hosts) {
        if (runner.get() != CpuRunner.KVM_ON_QEMU) {
            return;
        }
        try {
            domain.registers(hosts).ifPresent(sign -> registers = sign);
        } catch (GuestCommandException | ProvisioningException e) {
            // Then the machine above is in trouble itself, and its own commands fail.
            LOG.debug("{}: its CPUs cannot be looked at: {}", label, e.getMessage());
        }
    }
}
