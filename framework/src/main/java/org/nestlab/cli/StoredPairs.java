package org.nestlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Evidence;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Verdict;

/**
 * What was measured of one metric between two levels on the lab as it is now: on the newest experiment's machines, set up as
 * in it. Pairs of other machines have another centre, and would pass for noise.
 *
 * @param policy the newest experiment's
 * @param others how many pairs were measured on other machines or set up otherwise
 */
record StoredPairs(Tier tier, LevelPair levels, String metric, Evidence evidence, GatePolicy policy, int others) {

    private record Measured(Experiment experiment, Comparison comparison) {

        String key() {
            return experiment.tier().word() + "\n" + experiment.levels() + "\n"
                    + comparison.metric().name();
        }

        /** What evidence must have in common to be put together, but for the threshold. */
        List<Object> alike() {
            return List.of(
                    experiment.fingerprint().id(), experiment.setup(), comparison.workload(), comparison.settings());
        }
    }

    /**
     * Sorted by tier, levels and metric.
     *
     * @param experiments the newest first
     */
    static List<StoredPairs> of(List<Experiment> experiments) {
        Map<String, List<Measured>> sorted = new TreeMap<>();
        for (Experiment experiment : experiments) {
            for (Comparison comparison : experiment.comparisons()) {
                // What was not to be trusted then says nothing of the lab's noise now.
                boolean trusted = comparison
                        .verdict()
                        .filter(Verdict.Invalid.class::isInstance)
                        .isEmpty();
                if (trusted && !comparison.pairs().isEmpty()) {
                    Measured it = new Measured(experiment, comparison);
                    sorted.computeIfAbsent(it.key(), key -> new ArrayList<>()).add(it);
                }
            }
        }
        return sorted.values().stream().map(StoredPairs::ofOne).toList();
    }

    private static StoredPairs ofOne(List<Measured> newestFirst) {
        Measured newest = newestFirst.get(0);
        List<Double> values = new ArrayList<>();
        int others = 0;
        for (Measured it : newestFirst) {
            // Those carried over from earlier experiments are counted where they were measured.
            if (it.alike().equals(newest.alike())) {
                it.comparison()
                        .pairs()
                        .forEach(pair -> values.add(pair.lnRatio(it.comparison().metric())));
            } else {
                others += it.comparison().pairs().size();
            }
        }
        double[] d = values.stream().mapToDouble(Double::doubleValue).toArray();
        return new StoredPairs(
                newest.experiment().tier(),
                newest.experiment().levels(),
                newest.comparison().metric().name(),
                Evidence.of(d),
                newest.experiment().policy(),
                others);
    }

    /** As {@code kvm L2/L1 fio-randread-4k.iops}. */
    String name() {
        return "%s %s %s".formatted(tier.word(), levels, metric);
    }

    /** What to say of the pairs that do not count; empty where there are none. */
    Optional<String> aboutOthers() {
        return others == 0
                ? Optional.empty()
                : Optional.of("%d more of other machines or another set-up are not counted".formatted(others));
    }
}
