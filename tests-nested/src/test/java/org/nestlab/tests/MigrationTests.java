package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nestlab.DirtiesLab;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Migration;
import org.nestlab.probe.Acceleration;

/** L2 is migrated from one L1 to the other while it runs, whichever of the two it is in. */
@Tag("full")
@Lab(TwoHypervisorsLab.class)
@DirtiesLab
class MigrationTests {

    @L1(TwoHypervisorsLab.FIRST)
    private Guest first;

    @L1(TwoHypervisorsLab.SECOND)
    private Guest second;

    @L2
    private Guest l2;

    @Test
    void l2GoesOnInTheOtherHypervisor(TestReporter reporter) {
        Guest from = (Guest) l2.parent();
        Guest to = other(from);
        String address = l2.address();
        Continuity ofL2 = Continuity.of(l2);
        String written = l2.run("head -c 8M /dev/urandom >/var/tmp/written && sync && sha256sum /var/tmp/written")
                .orThrow()
                .text();

        Migration migration = l2.migrateTo(to);

        reporter.publishEntry("migration of L2", migration.toString());
        assertThat(migration.from()).isEqualTo(from.label());
        assertThat(migration.to()).isEqualTo(to.label());
        assertThat(migration.downtime()).isPositive().isLessThan(migration.total());
        assertThat(migration.memoryBytes()).isGreaterThan(16L << 20);
        assertThat(migration.diskBytes()).isGreaterThan(8L << 20);

        ofL2.check();
        assertThat(l2.run("echo 3 >/proc/sys/vm/drop_caches; sha256sum /var/tmp/written")
                        .orThrow()
                        .text())
                .as("what L2 wrote before, read from its disk")
                .isEqualTo(written);
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
        assertThat(l2.address()).isEqualTo(address);
        assertThat(l2).as("L2 through its gateway, now in %s", to).canReach(to.address(), 22);
    }

    @Test
    void theLabHasItWhereItIsNow() {
        Guest from = (Guest) l2.parent();
        Guest to = other(from);

        l2.migrateTo(to);

        assertThat(l2.parent()).isSameAs(to);
        assertThat(to.guests()).containsExactly(l2);
        assertThat(from.guests()).isEmpty();
        assertThat(to.run("virsh list --name").orThrow().text()).isEqualTo(l2.domainName());
        assertThat(from.run("virsh list --all --name").orThrow().text()).isEmpty();
        assertThat(l2.domainXml()).contains(l2.uuid().toString());
        String before = l2.console();
        l2.run("echo printed in another hypervisor >/dev/ttyS0").orThrow();
        await("the console to be followed where L2 is")
                .atMost(Duration.ofSeconds(20))
                .until(() -> l2.console().contains("printed in another hypervisor"));
        assertThat(l2.console()).as("nothing of the console is lost").startsWith(before);
        l2.suspend();
        assertThat(to.run("virsh domstate " + l2.domainName()).orThrow().text()).isEqualTo("paused");
        l2.resume();
        assertThat(l2.run("hostname").orThrow().text()).isEqualTo("L2-guest");
        assertThat(from.run("ls /var/lib/nestlab/labs/*").orThrow().text())
                .as("files that L2 left behind")
                .isEmpty();
    }

    @Test
    void whereTheWayIsBlockedItRunsOnWhereItWas() {
        Guest from = (Guest) l2.parent();
        Guest to = other(from);
        Continuity ofL2 = Continuity.of(l2);
        to.run("""
                nft -f - <<'RULES'
                table inet blocked {
                  chain in { type filter hook input priority 0; tcp dport 49152-49215 reject with tcp reset; }
                }
                RULES
                """).orThrow();
        try {
            assertThatThrownBy(() -> l2.migrateTo(to))
                    .isInstanceOf(ProvisioningException.class)
                    .hasMessageMatching(
                            "(?s)L2 guest: could not be migrated from %s \\(libvirt [\\d.]+, QEMU [\\d.]+\\) to %s \\(libvirt [\\d.]+, QEMU [\\d.]+\\), and runs on where it was: the one QEMU does not reach the other over the network: look for a firewall between the two\n  what was said: .*"
                                    .formatted(from.label(), to.label()));
        } finally {
            to.run("nft delete table inet blocked").orThrow();
        }

        assertThat(l2.parent()).isSameAs(from);
        ofL2.check();
        assertThat(to.run("virsh list --all --name").orThrow().text()).isEmpty();
    }

    @Test
    void whereItIsAlreadyItIsNotMigratedTo() {
        Guest here = (Guest) l2.parent();

        assertThatThrownBy(() -> l2.migrateTo(here))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("L2 guest: cannot be migrated to %s: it runs there already", here.label());
        assertThat(l2.run("true").succeeded()).isTrue();
    }

    private Guest other(Guest hypervisor) {
        return hypervisor.equals(first) ? second : first;
    }
}
