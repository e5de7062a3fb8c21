package org.nestlab.workload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nestlab.spec.Tier;

/** The proofs that fio measured the disk, for as long as it says. */
final class FioChecks {

    /** What else a quiet host reads and writes in some seconds; a cache that answers makes the bytes fewer, never more. */
    private static final long OTHERS_READ = 1 << 20;

    private static final long OTHERS_WRITE = 4 << 20;

    private FioChecks() {}

    /**
     * All of them.
     *
     * @param before what the host's disk had moved before the run, {@code after} what after it
     */
    static List<Check> of(
            FioRun run, FioReport report, Optional<HostBytes> before, Optional<HostBytes> after, Tier tier) {
        return List.of(
                bytesOnHost(run.job().reads(), before, after, report.bytes()),
                runTime(report.runtimeMillis(), (double) run.job().time().toMillis(), tier),
                clock(run, tier));
    }

    private static Check bytesOnHost(boolean reads, Optional<HostBytes> before, Optional<HostBytes> after, double own) {
        String what = "bytes %s on the host's disk".formatted(reads ? "read" : "written");
        if (before.isEmpty() || after.isEmpty()) {
            return Check.that(
                    what, true, "not countable on this host", String.format(Locale.ROOT, "%.4g within 5 %%", own));
        }
        double moved = reads
                ? (double) after.get().read() - before.get().read()
                : (double) after.get().written() - before.get().written();
        long others = reads ? OTHERS_READ : OTHERS_WRITE;
        return Check.that(
                what,
                moved >= own * 0.95 && moved <= own * 1.05 + others,
                String.format(Locale.ROOT, "%.4g", moved),
                String.format(Locale.ROOT, "%.4g within 5 %%, and at most %d MiB of others", own, others >> 20));
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
     * That the machine's time went on while fio ran: a machine that was stopped, or whose clock is slow, reports a rate that
     * it never had. 1 % and a second for the way there and back; on the emulated tier the skew is only reported.
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
