package org.nestlab.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.HypervisorSpec.Release;

class HypervisorSpecTests {

    @Test
    void aLabRunsOnTheHostsOwnUnlessItSaysOtherwise() {
        LabSpec lab = LabSpec.kvmInKvm();

        assertThat(lab.hypervisor()).isEqualTo(HypervisorSpec.host());
        assertThat(lab.hypervisor().isContainer()).isFalse();
        assertThat(lab.hypervisor().machine()).isEqualTo("q35");
    }

    @Test
    void whatALabIsGivenStaysWithIt() {
        HypervisorSpec trixie = HypervisorSpec.debian(Release.TRIXIE);
        LabSpec lab = LabSpec.kvmInKvm()
                .withHypervisor(trixie)
                .withName("other")
                .withSharedScratchDisk(1)
                .withL2(guest -> guest.withVcpus(2))
                .addGuest(GuestSpec.guest());

        assertThat(lab.hypervisor()).isEqualTo(trixie);
        assertThat(lab.withHypervisor(HypervisorSpec.host())).isNotEqualTo(lab);
    }

    @Test
    void aContainersMachineIsOneThatEveryVersionHas() {
        assertThat(HypervisorSpec.debian(Release.BOOKWORM).machine()).isEqualTo("pc-q35-7.2");
        assertThat(HypervisorSpec.image("hypervisor:10.1").machine()).isEqualTo("pc-q35-7.2");
        assertThat(HypervisorSpec.host().withMachine("pc-q35-7.2").machine()).isEqualTo("pc-q35-7.2");
    }

    @Test
    void inWords() {
        assertThat(HypervisorSpec.host().words()).isEqualTo("the host's own");
        assertThat(HypervisorSpec.debian(Release.BOOKWORM_BACKPORTS).words())
                .isEqualTo("Debian bookworm-backports in a container");
        assertThat(HypervisorSpec.image("hypervisor:10.1").words())
                .isEqualTo("the image hypervisor:10.1 in a container");
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseIsNamedAsDebianNamesIt(Release release) {
        HypervisorSpec spec = HypervisorSpec.debian(release);

        assertThat(spec.text()).matches("debian:[a-z]+(-backports)?");
        assertThat(HypervisorSpec.parse(spec.text())).isEqualTo(spec);
    }

    @Test
    void theNewestIsInTheBackportsOfTrixie() {
        assertThat(HypervisorSpec.parse("debian:trixie-backports"))
                .isEqualTo(HypervisorSpec.debian(Release.TRIXIE_BACKPORTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "pc q35", "-q35", "q35'/>", "$(reboot)"})
    void whatIsNoMachineTypeIsRefused(String type) {
        HypervisorSpec trixie = HypervisorSpec.debian(Release.TRIXIE);

        assertThatThrownBy(() -> trixie.withMachine(type))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "'%s' is not a valid machine type; expected a name as `qemu-system-x86_64 -machine help` lists them, like pc-q35-7.2"
                                .formatted(type.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--privileged", "a b", "../x", "a;b"})
    void whatIsNoImageIsRefused(String name) {
        assertThatThrownBy(() -> HypervisorSpec.image(name))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "'%s' is not a valid name of a container image; expected one like registry.example/hypervisor:10.1"
                                .formatted(name));
    }

    @Test
    void aContainerReachesTheHostAlone() {
        LabSpec lab = LabSpec.kvmInKvm().withOutsideNetwork(true);
        HypervisorSpec trixie = HypervisorSpec.debian(Release.TRIXIE);

        assertThatThrownBy(() -> lab.withHypervisor(trixie))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "lab 'kvm-in-kvm' needs the host's other networks and Debian trixie in a container, which reaches the host alone: leave out withOutsideNetwork(true), or withHypervisor");
    }
}
