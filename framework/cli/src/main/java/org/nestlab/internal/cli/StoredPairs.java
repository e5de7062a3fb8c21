package org.nestlab.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Evidence;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Verdict;

/**
 * What was measured of one metric between two levels on the lab as it is now: on the newest experiment's machines, set
 * up as in it. Pairs of other machines have another centre, and would pass for noise.
 *
 * @param withItself whether a machine was compared with itself
 * @param runs the experiments, the newest first
 * @param policy the newest experiment's
 * @param others how many pairs were measured on other machines or set up otherwise
 */
record StoredPairs(
        Tier tier, LevelPair levels, boolean withItself, String metric, List<Run> runs, GatePolicy policy, int others) {

    /**
     * The pairs of one experiment, in their order.
     *
     * @param id the first digits of the experiment's
     */
    record Run(String id, Evidence evidence) {}

    private record Measured(Experiment experiment, Comparison comparison) {

        String key() {
            return experiment.design().tier().word() + "\n"
                    + experiment.design().levels() + "\n" + experiment.design().withItself() + "\n"
                    + comparison.metric().name();
        }

        /** What evidence must have in common to be put together, but for the threshold. */
        List<Object> alike() {
            return List.of(
                    experiment.design().fingerprint().id(),
                    experiment.design().setup(),
                    comparison.workload(),
                    comparison.settings());
        }

        /** Those carried over from earlier experiments are counted where they were measured. */
        Run run() {
            DoubleStream values = comparison.pairs().stream().mapToDouble(pair -> pair.lnRatio(comparison.metric()));
            return new Run(experiment.design().id().toString().substring(0, 8), Evidence.of(values.toArray()));
        }
    }

    StoredPairs {
        runs = List.copyOf(runs);
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
        List<Run> runs = new ArrayList<>();
        int others = 0;
        for (Measured it : newestFirst) {
            if (it.alike().equals(newest.alike())) {
                runs.add(it.run());
            } else {
                others += it.comparison().pairs().size();
            }
        }
        return new StoredPairs(
                newest.experiment().design().tier(),
                newest.experiment().design().levels(),
                newest.experiment().design().withItself(),
                newest.comparison().metric().name(),
                runs,
                newest.experiment().design().policy(),
                others);
    }

    /** The pairs of all runs. */
    Evidence evidence() {
        return Evidence.of(runs.stream()
                .flatMapToDouble(run -> DoubleStream.of(run.evidence().values()))
                .toArray());
    }

    /** For example {@code kvm L2/L1 fio-randread-4k.iops}, or {@code kvm L1 with itself fio-randread-4k.iops}. */
    String name() {
        Object machines = withItself ? levels.subject() + " with itself" : levels;
        return "%s %s %s".formatted(tier.word(), machines, metric);
    }

    /** What to say of the pairs that do not count; empty where there are none. */
    Optional<String> aboutOthers() {
        return others == 0
                ? Optional.empty()
                : Optional.of("%d more of other machines or another set-up are not counted".formatted(others));
    }
}
