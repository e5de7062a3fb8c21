package org.nestlab.internal.exact.cost;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.upgrade.Outcome;

/** The result of measuring one machine. */
public sealed interface Measured {

    /** The same after boots that hung with other seeds, one line each. */
    Measured after(List<String> hangs);

    /**
     * Figures.
     *
     * @param costs the figures that were measured
     * @param missing why some are missing; empty if none is
     * @param command that measures the same machine once more
     * @param broken kinds that hang with other timings of interrupts, too, which is the kernel's fault
     * @param passedOver which seeds hung before this one, one line each
     */
    record Figures(
            ExactCosts costs, List<String> missing, String command, SortedSet<CostKey> broken, List<String> passedOver)
            implements Measured {
        public Figures {
            missing = List.copyOf(missing);
            broken = Collections.unmodifiableSortedSet(new TreeSet<>(broken));
            passedOver = List.copyOf(passedOver);
        }

        /** The figures of a machine that did not hang with another seed. */
        public Figures(ExactCosts costs, List<String> missing, String command, SortedSet<CostKey> broken) {
            this(costs, missing, command, broken, List.of());
        }

        /** Of a machine in which nothing hangs. */
        public Figures(ExactCosts costs, List<String> missing, String command) {
            this(costs, missing, command, new TreeSet<>());
        }

        @Override
        public Figures after(List<String> hangs) {
            return new Figures(costs, missing, command, broken, hangs);
        }

        /** The seed with which they were measured. */
        int seed() {
            return costs.identity().seed();
        }
    }

    /**
     * None.
     *
     * @param outcome {@code DOES_NOT_WORK} if the kernel is to blame, otherwise {@code CANNOT_TELL}
     * @param why in a sentence
     * @param command that measures the same machine once more
     */
    record Nothing(Outcome outcome, String why, String command) implements Measured {
        @Override
        public Nothing after(List<String> hangs) {
            return new Nothing(outcome, why + "; " + String.join("; ", hangs), command);
        }
    }
}
