package org.nestlab.upgrade;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.experiment.Difference;

/**
 * What differs between two stacks beside their speed: where to look for the reason.
 *
 * @param machines what differs of the machines, for example {@code L1.cpu.flags}, {@code L1.kvm_amd.vgif}: before is
 *     the baseline's
 * @param counts what KVM counted for each operation, where the two sides differ
 * @param kernelLog lines that the kernel of one side alone wrote, without their numbers
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Cause(List<Difference> machines, List<CountChange> counts, List<LogDifference> kernelLog) {

    public Cause {
        machines = List.copyOf(machines);
        counts = List.copyOf(counts);
        kernelLog = List.copyOf(kernelLog);
    }

    public static Cause none() {
        return new Cause(List.of(), List.of(), List.of());
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
