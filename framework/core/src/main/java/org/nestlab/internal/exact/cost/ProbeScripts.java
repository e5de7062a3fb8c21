package org.nestlab.internal.exact.cost;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.nestlab.exact.CostKey;
import org.nestlab.internal.exact.machine.Payload;
import org.nestlab.internal.exact.machine.Payload.Added;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.machine.Level;

/**
 * The scripts of both levels, which describe the level and then run the measuring program.
 *
 * @param program the file of the measuring program on this machine
 * @param subject what is measured
 * @param without kinds that are not measured, because they hang
 * @param reasons whether the reasons of L1's exits are counted, too
 */
record ProbeScripts(Added program, Subject subject, SortedSet<CostKey> without, boolean reasons) {

    /** Where it is in each level's initramfs. */
    static final String PROGRAM = "bin/nestlab-exits";

    // tracefs has the exits by reason; without it, a kernel has all other figures.
    private static final String TRACING = "mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null\n";

    // The address of a program in memory decides how many page tables it has, and so what copying it costs.
    private static final String STEADY = "echo 0 >/proc/sys/kernel/randomize_va_space\n";

    // The disk of the inner level, in memory: the measuring program needs 1024 pages.
    private static final String DISK = "dd if=/dev/zero of=/disk bs=64k count=64 2>/dev/null\n";

    private static final String MEASURE = "nestlab-exits %s %s %s %s\n";

    Payload payload() {
        return switch (subject) {
            case EXITS -> exits();
            case REQUESTS -> requests();
        };
    }

    /** The scripts of all levels without the kinds and the reasons: a change of the scripts changes the figures. */
    String text() {
        StringBuilder text = new StringBuilder();
        Optional<Payload> level = Optional.of(new ProbeScripts(program, subject, new TreeSet<>(), false).payload());
        while (level.isPresent()) {
            text.append(level.get().script());
            level = level.get().inner();
        }
        return text.toString();
    }

    private Payload exits() {
        return Payload.ofBoth(
                MachineProof.facts()
                        + TRACING
                        + "nestlab-exits measure L2 %s\n".formatted(kinds(Level.L2))
                        + "run-l2 | nestlab-exits watch\n",
                MachineProof.facts() + marks("measure", Level.L3) + reasons("measure", Level.L3),
                List.of(program));
    }

    /** The reasons come last: once L1 traces its exits, each costs more. */
    private Payload requests() {
        Payload l3 = Payload.of(STEADY + marks("requests", Level.L3) + reasons("requests", Level.L3), List.of(program));
        Payload l2 = Payload.of(
                STEADY + marks("requests", Level.L2) + DISK + "run-l3 128 /disk\n" + reasons("requests", Level.L2),
                List.of(program));
        String l1 = TRACING + STEADY + DISK + "run-l2 448 /disk | nestlab-exits watch\n";
        return Payload.of(l1, List.of(program)).around(l2.withDisk().around(l3.withDisk()));
    }

    private String marks(String mode, Level level) {
        return MEASURE.formatted(mode, level, kinds(level), "marks");
    }

    private String reasons(String mode, Level level) {
        return reasons ? MEASURE.formatted(mode, level, kinds(level), "reasons") : "";
    }

    /** {@code all}, or {@code all,-window}. */
    private String kinds(Level level) {
        StringBuilder kinds = new StringBuilder("all");
        without.stream()
                .filter(key -> key.level().equals(level))
                .forEach(key -> kinds.append(",-").append(key.kind()));
        return kinds.toString();
    }
}
