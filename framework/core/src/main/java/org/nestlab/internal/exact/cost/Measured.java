package org.nestlab.internal.exact.cost;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.upgrade.Outcome;

/** What came of measuring one machine. */
public sealed interface Measured {

    /**
     * Figures.
     *
     * @param costs those that there are
     * @param missing why some are not there; empty where all are
     * @param command that measures the same machine once more
     * @param broken kinds that hang, with another timing of interrupts too, so that this is said of the kernel
     */
    record Figures(ExactCosts costs, List<String> missing, String command, SortedSet<CostKey> broken)
            implements Measured {
        public Figures {
            missing = List.copyOf(missing);
            broken = Collections.unmodifiableSortedSet(new TreeSet<>(broken));
        }

        /** Of a machine in which nothing hangs. */
        public Figures(ExactCosts costs, List<String> missing, String command) {
            this(costs, missing, command, new TreeSet<>());
        }
    }

    /**
     * None.
     *
     * @param outcome whether that is said of the kernel: {@code DOES_NOT_WORK} or {@code CANNOT_TELL}
     * @param why in a sentence
     * @param command that measures the same machine once more
     */
    record Nothing(Outcome outcome, String why, String command) implements Measured {}
}
