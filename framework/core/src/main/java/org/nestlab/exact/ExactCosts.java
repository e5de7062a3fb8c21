package org.nestlab.exact;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.nestlab.machine.Level;

/**
 * What exits cost on one kernel of L1, on one vendor's virtualization.
 *
 * @param machine what was booted
 * @param kernel the release of L1's kernel, for example {@code 6.1.0-57-cloud-amd64}
 * @param identity what else decides the figures
 * @param costs by exit
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ExactCosts(
        MachineSpec machine, String kernel, CostIdentity identity, SortedMap<CostKey, ExitCost> costs) {

    /** Copies the figures. */
    public ExactCosts {
        costs = Collections.unmodifiableSortedMap(new TreeMap<>(costs));
    }

    /** The vendor whose virtualization was measured. */
    public Vendor vendor() {
        return machine.vendor();
    }

    /** The cost of one exit; empty if it was not measured. */
    public Optional<ExitCost> of(CostKey key) {
        return Optional.ofNullable(costs.get(key));
    }

    /** Which costs cannot be trusted, one line each with the exit and why. */
    public List<String> flaws() {
        return costs.entrySet().stream()
                .flatMap(entry -> entry.getValue().flaw().map(why -> entry.getKey() + ": " + why).stream())
                .toList();
    }

    /**
     * The factor between the instructions of an exit at L3 and at L2.
     *
     * @param kind for example {@code cpuid}
     * @return empty if the exit was not measured at both levels
     */
    public OptionalDouble multiplication(String kind) {
        ExitCost single = costs.get(new CostKey(Level.L2, kind));
        ExitCost nested = costs.get(new CostKey(Level.L3, kind));
        return single == null || nested == null || judged(kind, single) == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) judged(kind, nested) / judged(kind, single));
    }

    /**
     * The figure of a kind that is compared: the median. The first touch of a page is compared by its minimum, because
     * its median varies by 1 % with the state of the caches of L2's kernel.
     *
     * @param kind of the exit
     */
    public static long judged(String kind, ExitCost cost) {
        return kind.equals("touch")
                ? cost.instructions().min()
                : cost.instructions().median();
    }
}
