package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.LabSource;
import org.nestlab.experiment.Bench;
import org.nestlab.experiment.Profile;
import org.nestlab.machine.Guest;
import org.nestlab.probe.Acceleration;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.stack.MatrixLabs;
import org.nestlab.stack.StackAxis;
import org.nestlab.stack.StackMatrix;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.SysbenchCpu;

/**
 * Two kernels of L1 on two CPU models, each of which runs KVM guests, and how fast L2 computes there; a grid in the
 * report.
 */
@Tag("full")
@DisabledIfSystemProperty(
        named = "nestlab.stack",
        matches = ".*L1[.](kernel|cpu)=.*",
        disabledReason = "its cells are kernels and CPUs, and the stack of the run sets one for all")
@LabSource
class StackMatrixTests {

    static MatrixLabs kernelsAndCpus() {
        return StackMatrix.of(
                        StackAxis.of("kernel")
                                .with("the image's", "L1.kernel=image")
                                .with("backports", "L1.kernel=package:linux-image-cloud-amd64/bookworm-backports"),
                        StackAxis.of("CPU")
                                .with("host-passthrough", "L1.cpu=host-passthrough")
                                .with("EPYC", "L1.cpu=EPYC"))
                .labs(LabSpec.kvmInKvm().withName("stacks"));
    }

    @Test
    void itsKernelOnItsCpuRunsKvmGuests(@L1 Guest l1, @L2 Guest l2) {
        boolean ofImage = l1.spec().kernel() instanceof KernelSpec.OfImage;
        assertThat(l1.run("uname -r").orThrow().text()).startsWith(ofImage ? "6.1." : "6.12.");
        if (l1.spec().cpu() instanceof CpuMode.Custom custom) {
            assertThat(l1.run("grep -m1 '^model name' /proc/cpuinfo").orThrow().text())
                    .contains(custom.model());
        }
        assertThat(l1).hasUsableKvm().hasNestingEnabled();
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
    }

    @Test
    void l2ComputesNearlyAsFastAsL1(@L1 Guest l1, @L2 Guest l2, Bench bench) {
        assertThat(bench.withProfile(Profile.QUICK)
                        .expecting("sysbench-cpu-single.events", Threshold.atLeast(0.5))
                        .compare(SysbenchCpu.single(), l2, l1))
                .meetsItsThresholds();
    }
}
