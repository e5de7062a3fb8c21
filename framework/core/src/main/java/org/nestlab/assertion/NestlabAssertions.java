package org.nestlab.assertion;

import org.apiguardian.api.API;
import org.assertj.core.api.Assertions;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.ExactCosts;
import org.nestlab.experiment.Experiment;
import org.nestlab.explain.Explanation;
import org.nestlab.machine.Machine;

/**
 * Every {@code assertThat} of AssertJ, and those for machines and experiments, behind a single static import:
 *
 * <pre>{@code import static org.nestlab.assertion.NestlabAssertions.assertThat;}</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class NestlabAssertions extends Assertions {

    /** For subclasses that add assertions of their own, as AssertJ's entry points allow. */
    protected NestlabAssertions() {}

    /** Assertions on a machine at any level. Each asks the machine at the moment it is called. */
    public static MachineAssert assertThat(Machine actual) {
        return new MachineAssert(actual);
    }

    /** Claims about an exact machine, on what it said while it ran. */
    public static BootedMachineAssert assertThat(BootedMachine actual) {
        return new BootedMachineAssert(actual);
    }

    /** Claims about what exits cost on an exact machine. */
    public static ExactCostsAssert assertThat(ExactCosts actual) {
        return new ExactCostsAssert(actual);
    }

    /** Claims about the exits of a guest while it runs a workload. */
    public static ExplanationAssert assertThat(Explanation actual) {
        return new ExplanationAssert(actual);
    }

    /** What becomes of an experiment's verdicts. */
    public static ExperimentAssert assertThat(Experiment actual) {
        return new ExperimentAssert(actual);
    }
}
