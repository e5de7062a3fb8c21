package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.LabDefinition;
import org.nestlab.machine.Guest;
import org.nestlab.probe.Acceleration;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

/**
 * Both levels on Debian's newer kernel, which nobody installed: the image is the usual one, with its own kernel on it.
 */
@DisabledIfSystemProperty(
        named = "nestlab.stack",
        matches = ".*L[12][.]kernel=.*",
        disabledReason = "it is about a kernel of its own, and the stack of the run sets one")
@Lab(SwappedKernelTests.NewerKernel.class)
class SwappedKernelTests {

    /** L1 and L2 on the kernel of bookworm-backports. */
    static class NewerKernel implements LabDefinition {

        private static final KernelSpec NEWER =
                KernelSpec.swapped(new KernelSource.Packaged("linux-image-cloud-amd64/bookworm-backports"));

        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm()
                    .withName("newer-kernel")
                    .withL1(l1 -> l1.withKernel(NEWER))
                    .withL2(l2 -> l2.withKernel(NEWER));
        }
    }

    @Test
    void l1RunsItAndItsKvmWorks(@L1 Guest l1) {
        assertThat(l1.run("uname -r").orThrow().text()).startsWith("6.12.");
        assertThat(l1).hasUsableKvm().hasNestingEnabled().hasNestedPaging();
    }

    @Test
    void l2RunsItOnTheKvmOfL1(@L2 Guest l2) {
        assertThat(l2.run("uname -r").orThrow().text()).startsWith("6.12.");
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
    }

    @Test
    void itsModulesAreReadFromADiskOfTheirOwnAndTheImagesAreStillThere(@L1 Guest l1) {
        assertThat(l1.run("findmnt -no OPTIONS /lib/modules/$(uname -r)")
                        .orThrow()
                        .text())
                .startsWith("ro");
        assertThat(l1.run("ls /lib/modules").orThrow().text()).contains("6.1.0-");
        assertThat(l1.run("modprobe dm_mod && grep -c ^dm_mod /proc/modules")
                        .orThrow()
                        .text())
                .isEqualTo("1");
    }
}
