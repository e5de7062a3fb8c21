package org.nestlab.assertion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactText;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.Exits;
import org.nestlab.internal.claim.ClaimViolation;

/**
 * Claims about what exits cost on an exact machine. An exit is named {@code LEVEL:KIND}, for example {@code L3:cpuid}:
 * L2 runs on L1's KVM alone, L3 is nested.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExactCostsAssert extends AbstractAssert<ExactCostsAssert, ExactCosts> {

    private static final String LOOK =
            "`nestlab exact --reasons` says what the exits of L1 are; figures that are right belong into the test";
    private static final double HALF_AN_EXIT = 0.5;

    ExactCostsAssert(ExactCosts actual) {
        super(actual, ExactCostsAssert.class);
    }

    /** These exits were measured. */
    public ExactCostsAssert measures(String... exits) {
        isNotNull();
        List<String> missing = Stream.of(exits)
                .filter(exit -> actual.of(CostKey.parse(exit)).isEmpty())
                .toList();
        return claim(
                missing.isEmpty(),
                "was not measured: " + String.join(", ", missing),
                String.join(
                        ", ",
                        actual.costs().keySet().stream().map(CostKey::toString).toList()),
                String.join(", ", exits),
                "BootedMachine.measured().missing() says why");
    }

    /**
     * Every figure may be judged: the machine's clock counts instructions, and KVM saw as many exits as were asked for.
     */
    public ExactCostsAssert countsEveryExit() {
        isNotNull();
        List<String> flaws = actual.flaws();
        return claim(
                flaws.isEmpty() && !actual.costs().isEmpty(),
                "figures cannot be trusted",
                flaws.isEmpty() ? "no figure" : String.join("\n            ", flaws),
                "as many exits as were asked for, on a clock that counts instructions",
                "run it once more; where it repeats, KVM exits otherwise than the measuring program's README says");
    }

    /** One exit takes at most so many instructions: the median, and of a touch the least. */
    public ExactCostsAssert hasInstructionsAtMost(String exit, long most) {
        ExitCost cost = cost(exit);
        long instructions = ExactCosts.judged(CostKey.parse(exit).kind(), cost);
        return claim(
                cost.isValid() && instructions <= most,
                exit + " takes too many instructions",
                instructions + doubt(cost),
                "at most " + most,
                LOOK);
    }

    /** L1's KVM sees at most so many exits for one of these. */
    public ExactCostsAssert hasExitsAtMost(String exit, long most) {
        ExitCost cost = cost(exit);
        Optional<Double> exits = cost.exits().map(Exits::perExit);
        return claim(
                cost.isValid() && exits.filter(it -> it <= most + HALF_AN_EXIT).isPresent(),
                exit + " takes too many exits of L1's KVM",
                exits.map(it -> String.format(Locale.ROOT, "%.2f", it)).orElse("not counted") + doubt(cost),
                "at most " + most,
                LOOK);
    }

    /**
     * A nested exit takes at most so many times the instructions of one at a single level.
     *
     * @param kind for example {@code cpuid}
     */
    public ExactCostsAssert hasMultiplicationAtMost(String kind, double most) {
        isNotNull();
        OptionalDouble times = actual.multiplication(kind);
        return claim(
                times.isPresent() && times.getAsDouble() <= most,
                "nesting multiplies %s too often".formatted(kind),
                times.isPresent()
                        ? String.format(Locale.ROOT, "%.2f", times.getAsDouble())
                        : "not measured at both levels",
                String.format(Locale.ROOT, "at most %.2f", most),
                LOOK);
    }

    private static String doubt(ExitCost cost) {
        return cost.flaw().map(why -> ", which cannot be trusted: " + why).orElse("");
    }

    private ExitCost cost(String exit) {
        measures(exit);
        return actual.of(CostKey.parse(exit)).orElseThrow();
    }

    private ExactCostsAssert claim(boolean holds, String claim, String observed, String wanted, String remedy) {
        if (!holds) {
            String where = "%s on %s".formatted(actual.kernel(), actual.machine());
            throw failure(
                    "%s",
                    new ClaimViolation(claim, observed, wanted, remedy).message(where) + "\n" + ExactText.of(actual));
        }
        return this;
    }
}
