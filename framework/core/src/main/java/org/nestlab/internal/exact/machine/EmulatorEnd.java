package org.nestlab.internal.exact.machine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.nestlab.HostNotCapableException;
import org.nestlab.exact.MachineSpec;

/**
 * How an emulator's process ended, and what that means for the end of its machine.
 *
 * @param name of the emulator, for messages
 * @param status exit status, or 128 plus the signal's number if a signal ended it; empty while it runs
 * @param remarks what the emulator reported
 */
record EmulatorEnd(Emulator emulator, String name, OptionalInt status, List<String> remarks) {

    private static final int SIGNALLED = 128;

    /** SIGHUP, SIGINT, SIGKILL and SIGTERM: signals that a crash does not raise. */
    private static final Set<Integer> FROM_OUTSIDE = Set.of(1, 2, 9, 15);

    /** Whether it ended on its own, without a signal or a fault. */
    boolean isByItself() {
        return status.isPresent()
                && status.getAsInt() < SIGNALLED
                && first(emulator::isFault).isEmpty()
                && first(emulator::isEndFromOutside).isEmpty();
    }

    /** @throws HostNotCapableException naming the package, if the host lacks a part of the emulator */
    void requireParts() {
        remarks.stream()
                .flatMap(remark -> emulator.missing(remark).stream())
                .findFirst()
                .ifPresent(missing -> {
                    throw new HostNotCapableException("L0 host: %s: `nestlab setup` does it".formatted(missing));
                });
    }

    /**
     * The same for a machine that may have a hang that is known of this emulator.
     *
     * @param lines of its serial line
     */
    Ending judge(Ending ending, MachineSpec spec, List<String> lines) {
        Ending judged = judge(ending);
        return judged instanceof Ending.Hung
                ? emulator.knownHang(spec, lines)
                        .<Ending>map(Ending.EmulatorFault::new)
                        .orElse(judged)
                : judged;
    }

    /** If the machine did not end well, the emulator's own words and the way in which it ended take precedence. */
    Ending judge(Ending ending) {
        if (ending instanceof Ending.Finished || ending instanceof Ending.TooSlow) {
            return ending;
        }
        Optional<String> asked = first(emulator::isEndFromOutside);
        if (asked.isPresent()) {
            return new Ending.EndedFromOutside(asked.get());
        }
        Optional<String> fault = first(emulator::isFault);
        if (fault.isPresent()) {
            return new Ending.EmulatorFault(fault.get());
        }
        int signal = status.orElse(0) - SIGNALLED;
        if (signal <= 0) {
            return ending;
        }
        return FROM_OUTSIDE.contains(signal)
                ? new Ending.EndedFromOutside("%s was ended by signal %d%s"
                        .formatted(name, signal, signal == 9 ? ", as the OOM killer does" : ""))
                : new Ending.EmulatorFault("%s crashed with signal %d".formatted(name, signal));
    }

    private Optional<String> first(Predicate<String> test) {
        return remarks.stream().filter(test).findFirst();
    }
}
