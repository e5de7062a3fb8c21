package org.nestlab.internal.exact.cost;

import java.util.List;
import java.util.SortedSet;
import org.nestlab.exact.CostKey;
import org.nestlab.internal.exact.machine.Payload;
import org.nestlab.internal.exact.machine.Payload.Added;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.machine.Level;

/**
 * What both levels do: they say what they are and have, and the measuring program measures.
 *
 * @param program in which file of this machine it is
 * @param without kinds that are not measured, as they hang
 * @param reasons whether the reasons of L1's exits are counted, too
 */
record ProbeScripts(Added program, SortedSet<CostKey> without, boolean reasons) {

    /** Where it is in both levels' initramfs. */
    static final String PROGRAM = "bin/nestlab-exits";

    // tracefs is where the exits by reason are; a kernel without it has none of these, and all the rest.
    private static final String OUTER = """
            mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null
            nestlab-exits measure L2 %s
            run-l2 | nestlab-exits watch
            """;
    private static final String INNER = "nestlab-exits measure L3 %s marks\n";
    private static final String REASONS = "nestlab-exits measure L3 %s reasons\n";

    Payload payload() {
        String inner = kinds(Level.L3);
        String facts = MachineProof.facts();
        return Payload.ofBoth(
                facts + OUTER.formatted(kinds(Level.L2)),
                facts + INNER.formatted(inner) + (reasons ? REASONS.formatted(inner) : ""),
                List.of(program));
    }

    /** What runs at both levels, but for the kinds: other figures come of other scripts. */
    static String text() {
        return MachineProof.facts() + OUTER + INNER;
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
