package org.nestlab.internal.exact.cost;

import org.nestlab.exact.MachineSpec;

/**
 * Both sides of a comparison, measured with the same seed: a seed that hangs on either side is skipped on both.
 *
 * @param before the baseline
 * @param after the candidate; equal to the baseline if that has no figures
 */
record SameSeed(Measured before, Measured after) {

    /** Each turn boots one side with a seed that the other one works with. */
    private static final int MOST_TURNS = 6;

    static SameSeed measure(Measuring measuring, MachineSpec baseline, MachineSpec candidate) {
        Measured before = measuring.measure(baseline);
        Measured after =
                before instanceof Measured.Figures those ? measuring.measure(candidate.withSeed(those.seed())) : before;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            if (!(before instanceof Measured.Figures one)
                    || !(after instanceof Measured.Figures other)
                    || one.seed() == other.seed()) {
                break;
            }
            if (one.seed() < other.seed()) {
                before = measuring.measure(baseline.withSeed(other.seed()));
            } else {
                after = measuring.measure(candidate.withSeed(one.seed()));
            }
        }
        return new SameSeed(before, after);
    }
}
