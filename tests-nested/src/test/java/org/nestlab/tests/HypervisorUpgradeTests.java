package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nestlab.DirtiesLab;
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

/** L1 is migrated to a newer QEMU and libvirt while L2 runs in it, as when hosts are upgraded one after the other. */
@Tag("full")
@Lab(HypervisorUpgradeTests.Bookworm.class)
@DirtiesLab
class HypervisorUpgradeTests {

    static class Bookworm implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().withHypervisor(HypervisorSpec.debian(Release.BOOKWORM));
        }
    }

    @Test
    void l1AndTheL2InItGoOnOnANewerQemu(Host host, @L1 Guest l1, @L2 Guest l2, TestReporter reporter) {
        Undefined.skipOnAmd("migrating L1", host, l1);
        Continuity ofL1 = Continuity.of(l1);
        Continuity ofL2 = Continuity.of(l2);
        assertThat(versions(host)).contains("Running hypervisor: QEMU 7.2.");

        reporter.publishEntry(
                "migration of L1",
                l1.moveToHypervisor(HypervisorSpec.debian(Release.TRIXIE)).toString());

        assertThat(versions((Host) l1.parent())).contains("Running hypervisor: QEMU 10.0.");
        ofL1.check();
        ofL2.check();
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
        assertThat(l1.domainXml()).as("the hardware that L1 sees").contains("machine='pc-q35-7.2'");
    }

    private static String versions(Host host) {
        return host.run(Command.of("virsh", "-c", host.libvirtUri(), "version", "--daemon"))
                .orThrow()
                .stdout();
    }
}
