package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nestlab.DirtiesLab;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Migration;
import org.nestlab.probe.Acceleration;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.HypervisorSpec.Release;

/** L1 is migrated from one container's QEMU to another's while L2 runs in it. */
@Lab(ContainerHypervisorTests.Trixie.class)
@DirtiesLab
class HypervisorMigrationTests {

    @Test
    void l1AndTheL2InItGoOnInAnotherContainer(Host host, @L1 Guest l1, @L2 Guest l2, TestReporter reporter) {
        Undefined.skipOnAmd("migrating L1", host, l1);
        String former = host.libvirtUri();
        Continuity ofL1 = Continuity.of(l1);
        Continuity ofL2 = Continuity.of(l2);

        Migration migration = l1.moveToHypervisor(HypervisorSpec.debian(Release.TRIXIE));

        reporter.publishEntry("migration of L1", migration.toString());
        assertThat(migration.from()).isEqualTo("Debian trixie in a container");
        assertThat(migration.downtime()).isPositive();
        assertThat(migration.memoryBytes()).isGreaterThan(64L << 20);
        assertThat(migration.diskBytes()).as("both have the same files").isZero();
        assertThat(l1.parent()).isInstanceOf(Host.class);
        Host moved = (Host) l1.parent();
        assertThat(moved.libvirtUri()).isNotEqualTo(former);
        assertThat(moved.run("virsh -c '%s' list --name".formatted(moved.libvirtUri()))
                        .orThrow()
                        .text())
                .isEqualTo(l1.domainName());
        ofL1.check();
        ofL2.check();
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
        assertThat(moved).canReach(l1.address(), 22);
        assertThat(host.run("docker ps --format '{{.Names}}' --filter name="
                                + l1.domainName().replaceFirst("-[^-]*$", ""))
                        .orThrow()
                        .text()
                        .lines())
                .as("the former container is gone")
                .hasSize(1);
        l1.run("echo printed on another hypervisor >/dev/ttyS0").orThrow();
        await("its console to be followed")
                .atMost(Duration.ofSeconds(20))
                .until(() -> l1.console().contains("printed on another hypervisor"));
    }

    @Test
    void toAnOlderQemuItIsNotMigratedAndGoesOnWhereItIs(Host host, @L1 Guest l1, @L2 Guest l2) {
        String uri = host.libvirtUri();

        assertThatThrownBy(() -> l1.moveToHypervisor(HypervisorSpec.debian(Release.BOOKWORM)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageMatching(
                        "L1 hypervisor: cannot be migrated from Debian trixie in a container \\(libvirt 11\\.3\\.\\d+, QEMU 10\\.0\\.\\d+\\) to Debian bookworm in a container \\(libvirt 9\\.0\\.0, QEMU 7\\.2\\.\\d+\\): the QEMU there is older, and QEMU promises to read the state of older versions only, not of newer ones\\. Migrate the other way, or give both the same version");

        assertThat(host.libvirtUri()).isEqualTo(uri);
        assertThat(host.run(Command.of("virsh", "-c", uri, "domstate", l1.domainName()))
                        .orThrow()
                        .text())
                .isEqualTo("running");
        assertThat(l2.run("true").succeeded()).isTrue();
    }
}
