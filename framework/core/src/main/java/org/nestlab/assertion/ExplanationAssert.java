package org.nestlab.assertion;

import java.util.Locale;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.nestlab.explain.ExitReason;
import org.nestlab.explain.Explanation;
import org.nestlab.explain.LevelExits;
import org.nestlab.internal.claim.ClaimViolation;
import org.nestlab.internal.explain.ExplanationText;

/**
 * Claims about the exits of a guest to the kernel that runs it, while it runs a workload. A reason has KVM's name
 * without its prefix, for example {@code NPF} or {@code EPT_VIOLATION}. Every message has the whole table.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExplanationAssert extends AbstractAssert<ExplanationAssert, Explanation> {

    /** So far, as a share, reasons may be from what KVM counts itself. */
    private static final double MOST_GAP = 0.01;

    private static final String LOOK = "look at the table below; a figure that is right belongs into the test";

    ExplanationAssert(Explanation actual) {
        super(actual, ExplanationAssert.class);
    }

    /** The reasons are of the exits that KVM's own statistic counted meanwhile, to within 1 %. */
    public ExplanationAssert countsEveryExit() {
        LevelExits exits = exits();
        OptionalDouble gap = exits.gap();
        return claim(
                gap.isPresent() && gap.getAsDouble() <= MOST_GAP,
                "the reasons are not of all exits",
                "%d exits by reason, and KVM's own statistic %s"
                        .formatted(
                                exits.total(),
                                exits.statistic() > 0
                                        ? "grew by " + exits.statistic()
                                        : "did not grow, or was set back"),
                "the same number, to within 1 %",
                "run it again; where it repeats, other virtual CPUs of the guest exit, which the trace does not see");
    }

    /** At least one exit has this reason. */
    public ExplanationAssert hasReason(String reason) {
        return claim(
                exits().reason(reason).isPresent(),
                "no exit has the reason " + reason,
                names(),
                reason,
                "the names are of the vendor: NPF on AMD is EPT_VIOLATION on Intel");
    }

    /** No reason is more frequent. */
    public ExplanationAssert hasMostFrequentReason(String reason) {
        String first =
                exits().reasons().stream().findFirst().map(ExitReason::name).orElse("no exit");
        return claim(first.equals(reason), "another reason is the most frequent", first, reason, LOOK);
    }

    /** The guest exits at most so often for an operation of the workload. */
    public ExplanationAssert hasExitsPerOperationAtMost(double most) {
        return atMost("the guest exits too often", exits().perOperation(), most);
    }

    /**
     * The guest exits for this reason at most so often for an operation of the workload; not at all is few enough.
     */
    public ExplanationAssert hasExitsPerOperationAtMost(String reason, double most) {
        OptionalDouble seen = exits().operations() <= 0
                ? OptionalDouble.empty()
                : exits().reason(reason).map(ExitReason::perOperation).orElse(OptionalDouble.of(0));
        return atMost("the guest exits too often for the reason " + reason, seen, most);
    }

    /**
     * At most this share of the guest's exits has this reason.
     *
     * @param most from 0 to 1
     */
    public ExplanationAssert hasShareAtMost(String reason, double most) {
        double share = exits().reason(reason).map(ExitReason::share).orElse(0.0);
        return claim(
                share <= most,
                "too many of the exits have the reason " + reason,
                percent(share),
                "at most " + percent(most),
                LOOK);
    }

    private ExplanationAssert atMost(String claim, OptionalDouble seen, double most) {
        return claim(
                seen.isPresent() && seen.getAsDouble() <= most,
                claim,
                seen.isPresent()
                        ? String.format(Locale.ROOT, "%.3f for an operation", seen.getAsDouble())
                        : "unknown, as the workload counts no operations",
                String.format(Locale.ROOT, "at most %.3f", most),
                LOOK);
    }

    private LevelExits exits() {
        isNotNull();
        return actual.exits();
    }

    private String names() {
        return String.join(
                ", ", exits().reasons().stream().map(ExitReason::name).toList());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private ExplanationAssert claim(boolean holds, String claim, String observed, String wanted, String remedy) {
        if (!holds) {
            String where = "%s, %s".formatted(actual.exits().guest(), actual.target());
            throw failure(
                    "%s",
                    new ClaimViolation(claim, observed, wanted, remedy).message(where) + "\n"
                            + String.join("\n", ExplanationText.lines(actual)));
        }
        return this;
    }
}
