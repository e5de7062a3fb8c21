package org.nestlab.upgrade;

import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.nestlab.experiment.Difference;

/**
 * What differs between two stacks beside their speed: where to look for the reason.
 *
 * @param reasons what the guests of a workload that came out worse exit for, where that changed, the largest change
 *     first; counted in a boot of its own of each stack
 * @param machines what differs of the machines, for example {@code L1.cpu.flags}, {@code L1.kvm_amd.vgif}: before is
 *     the baseline's
 * @param counts what KVM counted for each operation, where the two sides differ
 * @param kernelLog lines that the kernel of one side alone wrote, without their numbers
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Cause(
        List<ReasonChange> reasons,
        List<Difference> machines,
        List<CountChange> counts,
        List<LogDifference> kernelLog) {

    public Cause {
        reasons = List.copyOf(reasons);
        machines = List.copyOf(machines);
        counts = List.copyOf(counts);
        kernelLog = List.copyOf(kernelLog);
    }

    /** Nothing is known of a cause. */
    public static Cause none() {
        return new Cause(List.of(), List.of(), List.of(), List.of());
    }

    /** This cause, with these changes of reasons. */
    public Cause withReasons(List<ReasonChange> changes) {
        return new Cause(changes, machines, counts, kernelLog);
    }

    /**
     * A reason for which a guest exits.
     *
     * @param target the guest's level and the workload, for example {@code L2:fio-randread-4k}
     * @param reason by KVM's name, for example {@code NPF}
     * @param baseline exits for each operation of the workload, 0 where none had this reason
     * @param candidate likewise
     */
    public record ReasonChange(String target, String reason, double baseline, double candidate) {

        /** For example {@code NPF per operation 2.1 → 4.9}. */
        public String text() {
            return "%s per operation %s → %s".formatted(reason, figure(baseline), figure(candidate));
        }

        private static String figure(double perOperation) {
            return String.format(Locale.ROOT, perOperation < 0.1 && perOperation > 0 ? "%.3f" : "%.1f", perOperation);
        }
    }

    /**
     * A counter of KVM.
     *
     * @param metric the metric that was measured meanwhile, and the level, for example {@code L2 exit-cpuid.cycles}
     * @param counter by KVM's name, for example {@code exits}
     * @param baseline median over the pairs of the count for each operation
     * @param candidate likewise
     */
    public record CountChange(String metric, String counter, double baseline, double candidate) {

        /** How often as many it was with the candidate. */
        public double ratio() {
            return candidate / baseline;
        }
    }

    /**
     * A line that only one side has.
     *
     * @param level for example {@code L1}
     * @param candidate whether it is the candidate's
     * @param line with {@code #} for each number
     */
    public record LogDifference(String level, boolean candidate, String line) {}
}
