package org.nestlab.internal.lab;

import java.util.Optional;
import java.util.function.Predicate;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.NoAnswerException;
import org.nestlab.internal.diagnosis.Attribution;

/**
 * Why a lab did not come up. Its layers decide, and not the exception that came first:
 * where a hypervisor dies, that is whatever happened to be waiting for it, as a libvirt whose connection is closed.
 *
 * @param kind what happened
 * @param failure the exception for the lab's user, of the type that says who must act
 */
public record StartFailure(Kind kind, RuntimeException failure) {

    /** What ended a start. */
    public enum Kind {
        /** The emulation of the hardware broke a guest, which is proven. */
        EMULATOR("the emulation broke a guest"),
        /** A guest's kernel, or its QEMU, failed, and nothing proves that the emulation made it fail. */
        CRASH("a guest crashed"),
        /** A guest does not answer, and nothing says why. */
        HANG("a guest hung"),
        /** Everything else: refused, misconfigured, ended by an order. Another start would end in the same way. */
        REFUSED("the lab was refused");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For {@code started again, as …}. */
        public String words() {
            return words;
        }
    }

    /** What happened and the first line that shows it. */
    public String sentence() {
        return "%s: %s"
                .formatted(kind.words(), message(failure).lines().findFirst().orElse(""));
    }

    /**
     * What a failure is.
     *
     * @param found which layer died; empty if no layer could be asked
     * @param wasReady whether the guest of that label had finished its boot
     */
    public static StartFailure of(RuntimeException failure, Optional<Attribution> found, Predicate<String> wasReady) {
        Kind kind = kind(failure, found, wasReady);
        return new StartFailure(
                kind,
                switch (kind) {
                    case EMULATOR ->
                        failure instanceof EmulatorFaultException
                                ? failure
                                : new EmulatorFaultException(message(failure), failure);
                    case CRASH ->
                        failure instanceof GuestCrashedException
                                ? failure
                                : new GuestCrashedException(message(failure), failure);
                    case HANG ->
                        failure instanceof NoAnswerException
                                ? failure
                                : new NoAnswerException(message(failure), failure);
                    case REFUSED -> failure;
                });
    }

    private static String message(RuntimeException failure) {
        return String.valueOf(failure.getMessage());
    }

    private static Kind kind(RuntimeException failure, Optional<Attribution> found, Predicate<String> wasReady) {
        if (failure instanceof LabConfigurationException || failure instanceof HostNotCapableException) {
            return Kind.REFUSED;
        }
        return found.map(attribution -> kind(failure, attribution, wasReady)).orElseGet(() -> byType(failure));
    }

    private static Kind kind(RuntimeException failure, Attribution found, Predicate<String> wasReady) {
        return switch (found.cause()) {
            case EMULATOR -> Kind.EMULATOR;
            case KERNEL_PANICKED, REBOOTED -> Kind.CRASH;
            case QEMU_GONE -> isOrdered(found) ? Kind.REFUSED : Kind.CRASH;
            case QEMU_HANGS -> Kind.HANG;
            // A kernel that said so itself failed; one that just stands still hangs.
            case KERNEL_FROZEN -> failure instanceof GuestCrashedException ? Kind.CRASH : Kind.HANG;
            case KERNEL_BELOW, OUT_OF_MEMORY, PAUSED -> Kind.REFUSED;
            // A boot that ended in an emergency shell ends there again.
            case USERSPACE_STUCK ->
                failure instanceof GuestCrashedException ? Kind.REFUSED : silent(failure, found, wasReady);
            case NETWORK, UNKNOWN -> silent(failure, found, wasReady);
            case THE_TEST -> byType(failure);
        };
    }

    /**
     * A guest that was ready and does not answer any more hangs, whoever noticed; one that still boots is silent
     * anyway.
     */
    private static Kind silent(RuntimeException failure, Attribution found, Predicate<String> wasReady) {
        Kind kind = byType(failure);
        return kind == Kind.REFUSED && wasReady.test(found.machine()) ? Kind.HANG : kind;
    }

    private static Kind byType(RuntimeException failure) {
        if (failure instanceof EmulatorFaultException) {
            return Kind.EMULATOR;
        }
        if (failure instanceof GuestCrashedException) {
            return Kind.CRASH;
        }
        return failure instanceof NoAnswerException ? Kind.HANG : Kind.REFUSED;
    }

    /** An order ended it: its log ends with {@code reason=destroyed} or {@code reason=shutdown}. */
    private static boolean isOrdered(Attribution found) {
        return found.sentence().contains("reason=destroyed") || found.sentence().contains("reason=shutdown");
    }
}
