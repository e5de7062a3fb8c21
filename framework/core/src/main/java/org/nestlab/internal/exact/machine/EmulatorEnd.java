package org.nestlab.internal.exact.machine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How an emulator's process ended: what that makes of the end of its machine.
 *
 * @param name of the emulator, for messages
 * @param status with which it ended, 128 and the signal's number for one that a signal ended; empty while it runs
 * @param remarks what it said
 */
record EmulatorEnd(Emulator emulator, String name, OptionalInt status, List<String> remarks) {

    private static final int SIGNALLED = 128;

    /** SIGHUP, SIGINT, SIGKILL and SIGTERM: no program sends them to itself when it crashes. */
    private static final Set<Integer> FROM_OUTSIDE = Set.of(1, 2, 9, 15);

    /** Whether it ended because it wanted to: by no signal, and without a fault. */
    boolean isByItself() {
        return status.isPresent()
                && status.getAsInt() < SIGNALLED
                && first(emulator::isFault).isEmpty()
                && first(emulator::isEndFromOutside).isEmpty();
    }

    /** Where the machine came to no good end, the emulator's own words and its death count first. */
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
