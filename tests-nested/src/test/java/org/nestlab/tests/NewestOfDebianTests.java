package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.LabDefinition;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.probe.Acceleration;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.HypervisorSpec.Release;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

/** The newest QEMU, libvirt and kernel that Debian has for trixie, by their names, under the usual image. */
@Tag("full")
@DisabledIfSystemProperty(
        named = "nestlab.stack",
        matches = ".*(L0[.]hypervisor|L[12][.]kernel)=.*",
        disabledReason = "it is about a stack of its own, and the stack of the run sets one")
@Lab(NewestOfDebianTests.Newest.class)
class NewestOfDebianTests {

    static class Newest implements LabDefinition {

        private static final KernelSpec NEWEST =
                KernelSpec.swapped(new KernelSource.Packaged("linux-image-cloud-amd64/trixie-backports"));

        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm()
                    .withName("newest")
                    .withHypervisor(HypervisorSpec.debian(Release.TRIXIE_BACKPORTS))
                    .withL1(l1 -> l1.withKernel(NEWEST))
                    .withL2(l2 -> l2.withKernel(NEWEST));
        }
    }

    @Test
    void l1RunsOnIt(Host host, @L1 Guest l1) {
        String version = host.run(Command.of("virsh", "-c", host.libvirtUri(), "version", "--daemon"))
                .orThrow()
                .stdout();

        assertThat(version)
                .as("backports go on; QEMU is at least the one of November 2026")
                .containsPattern("Running hypervisor: QEMU (1[1-9]|[2-9]\\d)\\.");
        assertThat(l1.domainXml()).contains("machine='pc-q35-7.2'");
        assertThat(l1.run("uname -r").orThrow().text()).matches("([7-9]|[1-9]\\d)\\.\\d.*-cloud-amd64");
        assertThat(l1).hasUsableKvm().hasNestingEnabled().hasNestedPaging();
    }

    @Test
    void l2RunsOnTheKvmOfL1(@L2 Guest l2) {
        assertThat(l2.run("uname -r").orThrow().text()).matches("([7-9]|[1-9]\\d)\\.\\d.*-cloud-amd64");
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
    }
}
