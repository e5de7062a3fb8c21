package org.nestlab.internal.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.migration.StackPair.Side;

class StackPairTests {

    private static final Side OLD = new Side("L1 first", "9.0.0", "7.2.22");
    private static final Side NEW = new Side("L1 second", "11.3.0", "10.0.7");
    private static final List<String> MACHINES = List.of("pc-i440fx-10.0", "pc-q35-7.2", "pc-q35-10.0", "q35");

    @Test
    void forwardIsFineWhereTheMachineTypeIsThere() {
        assertThatCode(() -> new StackPair("L2 guest", OLD, NEW).check("pc-q35-7.2", MACHINES))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherThirdNumberIsFineBothWays() {
        Side newer = new Side("L1 second", "9.0.0", "7.2.23");

        assertThatCode(() -> new StackPair("L2 guest", OLD, newer).check("pc-q35-7.2", MACHINES))
                .doesNotThrowAnyException();
        assertThatCode(() -> new StackPair("L2 guest", newer, OLD).check("pc-q35-7.2", MACHINES))
                .doesNotThrowAnyException();
    }

    @Test
    void backwardIsRefusedWithBothVersions() {
        assertThatThrownBy(() -> new StackPair("L2 guest", NEW, OLD).check("pc-q35-7.2", MACHINES))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L2 guest: cannot be migrated from L1 second (libvirt 11.3.0, QEMU 10.0.7) to L1 first (libvirt 9.0.0, QEMU 7.2.22): the QEMU there is older, and QEMU promises to read the state of older versions only, not of newer ones. Migrate the other way, or give both the same version");
    }

    @Test
    void tenIsNewerThanNine() {
        Side nine = new Side("L1 first", "10.0.0", "9.2.0");

        assertThatThrownBy(() -> new StackPair("L2 guest", NEW, nine).check("pc-q35-7.2", MACHINES))
                .hasMessageContaining("the QEMU there is older");
    }

    @Test
    void aMachineTypeThatTheOtherDoesNotHaveIsRefusedWithThoseThatItHas() {
        assertThatThrownBy(() -> new StackPair("L2 guest", OLD, NEW).check("pc-q35-2.4", MACHINES))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L2 guest: cannot be migrated from L1 first (libvirt 9.0.0, QEMU 7.2.22) to L1 second (libvirt 11.3.0, QEMU 10.0.7): the QEMU there has no machine type pc-q35-2.4; its q35 types are [pc-q35-7.2, pc-q35-10.0, q35]. Expected one that both have: HypervisorSpec.withMachine(…)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            internal error: Unknown migration cookie feature tpm                                | their libvirts are too far apart to understand each other: take versions that are nearer, or migrate by way of one between them
            operation failed: job 'migration in' failed: load of migration failed: Invalid argument | the QEMU there cannot read the state that the other one wrote: give both the same QEMU
            unsupported configuration: Emulator '/usr/bin/qemu-system-x86_64' does not support machine type 'pc-q35-10.0' | the QEMU there does not have its machine type: take one that both have with HypervisorSpec.withMachine(…)
            operation failed: guest CPU doesn't match specification: missing features: avx512f   | the CPU there is another one: give the guest one that both have with withCpu(CpuMode.custom(…))
            internal error: Attempt to migrate guest to the same host 4c4c4544                   | both libvirts say that they are the same host: give each a host_uuid of its own
            unable to connect to server at '192.168.150.11:49152': No route to host              | the one QEMU does not reach the other over the network: look for a firewall between the two
            internal error: unable to execute QEMU command 'blockdev-add': Failed to connect to '192.168.150.11:49153': Connection refused | the one QEMU does not reach the other over the network: look for a firewall between the two
            Operation not supported: something else                                              | libvirt refused, and the two are of different versions: try the same one on both sides
            """)
    void aRefusalIsToldWithBothVersionsAndWhatItMeans(String said, String meaning) {
        ProvisioningException refusal = new ProvisioningException(said);

        assertThat(new StackPair("L2 guest", OLD, NEW).explained(refusal, true))
                .hasMessage(
                        "L2 guest: could not be migrated from L1 first (libvirt 9.0.0, QEMU 7.2.22) to L1 second (libvirt 11.3.0, QEMU 10.0.7), and runs on where it was: %s%n  what was said: %s",
                        meaning, said)
                .hasCause(refusal);
    }

    @Test
    void ofEqualVersionsNothingIsSaidAboutThem() {
        assertThat(new StackPair("L2 guest", OLD, OLD).explained(new ProvisioningException("no"), true))
                .hasMessageContaining(", and runs on where it was: libvirt refused%n  what was said: no".formatted());
    }

    @Test
    void oneThatIsGoneIsNotSaidToRunOn() {
        assertThat(new StackPair("L2 guest", OLD, OLD).explained(new ProvisioningException("no"), false))
                .hasMessageContaining(", and is gone from there: libvirt refused%n".formatted());
    }
}
