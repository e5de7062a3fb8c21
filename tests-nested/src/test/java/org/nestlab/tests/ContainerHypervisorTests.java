package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

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
import org.nestlab.spec.LabSpec;

/** QEMU and libvirt of L0 are those of a Debian release, in a container, whatever the host has. */
@DisabledIfSystemProperty(
        named = "nestlab.stack",
        matches = ".*L0[.]hypervisor=.*",
        disabledReason = "it is about a hypervisor of its own, and the stack of the run sets one")
@Lab(ContainerHypervisorTests.Trixie.class)
class ContainerHypervisorTests {

    static class Trixie implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().withHypervisor(HypervisorSpec.debian(Release.TRIXIE));
        }
    }

    @Test
    void l1RunsOnWhatWasAskedFor(Host host, @L1 Guest l1) {
        String versions = host.run(Command.of("virsh", "-c", host.libvirtUri(), "version", "--daemon"))
                .orThrow()
                .stdout();

        assertThat(versions)
                .as("libvirt and QEMU of %s", host.libvirtUri())
                .contains("Running hypervisor: QEMU 10.0.")
                .contains("Running against daemon: 11.3.");
        assertThat(l1.domainXml()).contains("machine='pc-q35-7.2'");
        assertThat(l1.run("cat /sys/class/dmi/id/product_version").orThrow().text())
                .isEqualTo("pc-q35-7.2");
    }

    @Test
    void l2RunsOnTheKvmOfL1(@L1 Guest l1, @L2 Guest l2) {
        assertThat(l1).hasUsableKvm().hasNestingEnabled();
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
    }

    @Test
    void theGuestsReachTheHostAndItReachesThem(Host host, @L1 Guest l1) {
        assertThat(host).canReach(l1.address(), 22);
        assertThat(host.run("ip -4 route get " + l1.address()).orThrow().text())
                .as("the way from the host to L1")
                .contains(" via ");
    }
}
