package org.nestlab.internal.examination;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import java.util.stream.IntStream;
import org.nestlab.internal.diagnosis.PendingInterrupt;
import org.nestlab.internal.diagnosis.Pulse;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** Looks at the CPUs of a guest from the machine that runs it, for {@link Pulse} and {@link PendingInterrupt}. */
final class CpuSampler {

    /** What {@code timeout} ends with where time was out. */
    private static final int TIMED_OUT = 124;

    private CpuSampler() {}

    /**
     * A script for the machine above. Libvirt is asked first for what it knows without QEMU: where it hangs too,
     * nothing is said of QEMU's monitor. A monitor that does not answer is asked once more, and given longer: on a
     * machine that is overloaded one that is well takes seconds.
     *
     * @param apics of how many CPUs the pending interrupts are asked for, from the first on; 0 where they prove
     *     nothing
     */
    static String script(String uri, String uuid, int apics) {
        return script(uri, uuid, apics, 6, 1);
    }

    /**
     * The same.
     *
     * @param patience seconds for a question, and twice that where it is asked again
     * @param apart seconds between looks
     */
    static String script(String uri, String uuid, int apics, int patience, double apart) {
        String each = apics == 0
                ? "qemu-monitor-command --hmp %s 'info lapic'; ".formatted(uuid)
                : IntStream.range(0, apics)
                        .mapToObj(cpu -> "qemu-monitor-command --hmp %s 'info lapic %d'; ".formatted(uuid, cpu))
                        .collect(joining());
        return """
                timeout %5$d virsh -q -c %1$s domstate %2$s >/dev/null || exit 1
                ask() {
                  timeout $1 virsh -q -c %1$s "%9$sqemu-monitor-command --hmp %2$s 'info registers -a'; domstats --vcpu %2$s"
                }
                i=0
                while [ $i -lt %3$d ]; do
                  echo '%4$s'
                  seen=$(ask %5$d) || { [ $? = %7$d ] && seen=$(ask %8$d); } || exit $?
                  echo "$seen" | grep -E 'LVTT|initial_count|HLT=|halt_exits|irq_injections%10$s'
                  i=$((i+1)); sleep %6$s
                done""".formatted(
                        Command.quote(uri),
                        uuid,
                        Pulse.LOOKS_TAKEN,
                        Pulse.LOOK,
                        patience,
                        apart,
                        TIMED_OUT,
                        2 * patience,
                        each,
                        apics == 0 ? "" : "|dumping local|SPIV|IRR|PPR");
    }

    /** What it has seen; empty where QEMU's monitor did not answer. */
    static Optional<String> of(CommandResult looks) {
        return looks.exitStatus() == TIMED_OUT ? Optional.empty() : Optional.of(looks.stdout());
    }
}
