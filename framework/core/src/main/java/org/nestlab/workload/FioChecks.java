package org.nestlab.workload;

import java.util.List;
import java.util.Locale;
import org.nestlab.spec.Tier;

/** The proofs that fio measured the disk, for as long as it says. */
final class FioChecks {

    private FioChecks() {}

    /**
     * All of them.
     *
     * @param before what the machine had had the host's storage move before the run, {@code after} what after it
     */
    static List<Check> of(FioRun run, FioReport report, DiskCount before, DiskCount after, Tier tier) {
        return List.of(
                run.job().reads()
                        ? DiskProof.ofReads(before, after, report.bytes())
                        : DiskProof.ofWrites(before, after, report.bytes()),
                runTime(report.runtimeMillis(), (double) run.job().time().toMillis(), tier),
                clock(run, tier));
    }

    /** An emulated machine takes a while to end what is in flight; rates are of the time that it really took. */
    private static Check runTime(double ran, double asked, Tier tier) {
        double late = tier == Tier.EMULATED ? 1000 : 0;
        return Check.that(
                "fio's run time in ms",
                ran >= asked * 0.95 && ran <= asked * 1.05 + late,
                String.format(Locale.ROOT, "%.0f", ran),
                String.format(Locale.ROOT, "%.0f within 5 %%, or %.0f more", asked, late));
    }

    /**
     * That the machine's time went on while fio ran: a machine that was stopped, or whose clock is slow, reports a rate
     * that it never had. 1 % and a second for the way there and back; on the emulated tier the skew is only reported.
     */
    private static Check clock(FioRun run, Tier tier) {
        double passed = run.passed();
        double here = run.took().toMillis() / 1000.0;
        double off = here - passed;
        return Check.that(
                "the machine's clock",
                tier == Tier.EMULATED || (off >= -0.05 - here * 0.01 && off <= 1 + here * 0.01),
                String.format(Locale.ROOT, "%.2f s passed, %.2f s here", passed, here),
                tier == Tier.EMULATED
                        ? "anything: an emulated machine's skew is reported and not judged"
                        : "the same, and at most 1 % and 1 s for the way there and back");
    }
}
