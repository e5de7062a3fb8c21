package org.nestlab.internal.lab;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.console.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a guest died of, as far as anybody saw it: a line of its console, its CPUs, or a diagnosis. */
final class GuestHealth {

    private static final Logger LOG = LoggerFactory.getLogger(GuestHealth.class);

    private static final String BOOTED_AGAIN =
            "it has booted again since: something reset or rebooted it, and its sessions are gone. Wanted: Guest.reset(), which logs in anew";

    private final String label;
    private final GuestConsole console;
    private final GuestDomain domain;
    private volatile @Nullable String emulatorFault;
    private volatile @Nullable String condemned;

    GuestHealth(String label, GuestConsole console, GuestDomain domain) {
        this.label = label;
        this.console = console;
        this.domain = domain;
    }

    /** Why the guest is of no more use; empty while it is. */
    Optional<String> death() {
        return proven().or(() -> Optional.ofNullable(condemned));
    }

    private Optional<String> proven() {
        return console.fatalLine()
                .filter(line -> line.signature().effect() != Signature.Effect.KERNEL_STUCK)
                .map(FatalLine::toString)
                .or(this::emulatorFault);
    }

    /** A kernel that was stuck, as for want of a CPU above, goes on where it can: that alone is no death. */
    private Optional<String> stuck() {
        return console.fatalLine()
                .filter(line -> line.signature().effect() == Signature.Effect.KERNEL_STUCK)
                .map(FatalLine::toString);
    }

    /** What the emulation of the hardware did to the guest. */
    Optional<String> emulatorFault() {
        return Optional.ofNullable(emulatorFault);
    }

    /** It was found dead, for a reason that neither its console nor its CPUs told. */
    void condemn(String reason) {
        condemned = reason;
    }

    /** It was reset: what was wrong with it is over. */
    void startAgain() {
        console.forgetBoot();
        emulatorFault = null;
        condemned = null;
    }

    /**
     * After a command that gave no answer: looks for what there is to see, and says so where the guest has died.
     *
     * @param emulated whether the CPU that its hypervisor works with is an emulated one, which may have broken it for good
     * @param hosts whether it runs guests
     */
    GuestCommandException explained(GuestCommandException failure, boolean emulated, boolean hosts) {
        if (emulated && !hasPanicked()) {
            examineCpus(hosts);
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

    /** Then nothing else needs to be looked for, and whoever waits is told at once. */
    private boolean hasPanicked() {
        return console.fatalLine()
                .filter(line -> line.signature().effect() == Signature.Effect.KERNEL_DEAD)
                .isPresent();
    }

    private void examineCpus(boolean hosts) {
        try {
            domain.foreignCpu(hosts)
                    .ifPresent(what ->
                            emulatorFault = "QEMU's emulation of nested virtualization broke this guest: " + what);
        } catch (GuestCommandException | ProvisioningException e) {
            // Then the machine above is in trouble itself, and says so to whoever asks it.
            LOG.debug("{}: its CPUs cannot be looked at: {}", label, e.getMessage());
        }
    }
}
