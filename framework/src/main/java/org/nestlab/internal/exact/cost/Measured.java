package org.nestlab.internal.exact.cost;

import java.util.List;
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
     */
    record Figures(ExactCosts costs, List<String> missing, String command) implements Measured {
        public Figures {
            missing = List.copyOf(missing);
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
