package org.nestlab.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.KernelSource;
import org.nestlab.stack.Stack;

class MachineSpecTests {

    private static final KernelSource OTHER = new KernelSource.Deb(Path.of("/k.deb"));

    @Test
    void isAValue() {
        MachineSpec spec = MachineSpec.of(Vendor.INTEL).addParameter("kvm_intel.ept", "0");

        assertThat(spec)
                .isEqualTo(MachineSpec.of(Vendor.INTEL).addParameter("kvm_intel.ept", "0"))
                .isNotEqualTo(MachineSpec.of(Vendor.INTEL))
                .hasSameHashCodeAs(MachineSpec.of(Vendor.INTEL).addParameter("kvm_intel.ept", "0"));
    }

    @Test
    void keepsTheKernelOfL2WhenThatOfL1IsReplaced() {
        MachineSpec spec = MachineSpec.of(Vendor.AMD).addArguments("nosmt").withKernel(OTHER);

        assertThat(spec.kernel().source()).isEqualTo(OTHER);
        assertThat(spec.kernel().arguments()).isEqualTo("nosmt");
        assertThat(spec.innerKernel().source()).isEqualTo(MachineSpec.DEFAULT_KERNEL);
    }

    @Test
    void takesAStackWhateverTheOrderOfItsEntries() {
        MachineSpec spec = MachineSpec.of(Vendor.AMD)
                .on(
                        Stack.parse(
                                "L1.cmdline=nosmt,L1.kernel=deb:/k.deb,L1.kvm_amd.npt=0,L1.nesting=on,L1.cpu=EPYC +vgif -npt,L2.kernel=image,L2.cmdline=quiet"));

        assertThat(spec.kernel().source()).isEqualTo(OTHER);
        assertThat(spec.kernel().arguments()).isEqualTo("nosmt kvm_amd.npt=0 kvm_amd.nested=1");
        assertThat(spec.cpuModel()).isEqualTo("EPYC");
        assertThat(spec.cpuFeatures()).containsExactly(new CpuFeature("vgif", true), new CpuFeature("npt", false));
        assertThat(spec.innerKernel().arguments()).isEqualTo("quiet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L0.hypervisor=debian:trixie",
                "L1.image=btrfs",
                "L1.cpu=host-passthrough",
                "L2.cpu=EPYC",
                "L3.kernel=image"
            })
    void refusesWhatAnExactMachineHasNot(String entry) {
        assertThatThrownBy(() -> MachineSpec.of(Vendor.AMD).on(Stack.parse(entry)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("an exact machine cannot have " + entry);
    }

    @Test
    void theOtherVendorsMachineHasItsOwnCpu() {
        MachineSpec spec = MachineSpec.of(Vendor.AMD)
                .withKernel(OTHER)
                .withCpuModel("max")
                .addCpuFeature("vgif")
                .withSeed(7)
                .withVendor(Vendor.INTEL);

        assertThat(spec)
                .isEqualTo(MachineSpec.of(Vendor.INTEL).withKernel(OTHER).withSeed(7));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> MachineSpec.of(Vendor.AMD).withSeed(0))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("0 is not a valid seed; expected 1 or more");
        assertThatThrownBy(() -> MachineSpec.of(Vendor.AMD).addCpuFeature("vgif,x"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("'vgif,x' is not a valid CPU feature; expected the emulator's name of one, like vgif");
        assertThatThrownBy(() -> MachineSpec.of(Vendor.AMD).addParameter("npt", "0 init=/x"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining("is not a valid module parameter");
        assertThatThrownBy(() -> Vendor.parse("via"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("'via' is not a valid vendor; expected amd or intel");
    }

    @Test
    void namesL2sKernelWhereItIsNotTheUsualOne() {
        MachineSpec usual = MachineSpec.of(Vendor.INTEL);

        assertThat(usual.withInnerKernel(KernelSource.parse("modules:/linux/kvm:folder:/k"))
                        .addInnerArguments("debug"))
                .hasToString(
                        "intel, kernel package:linux-image-cloud-amd64/bookworm, L2's kernel modules:/linux/kvm:folder:/k debug, seed 1");
        assertThat(usual.withInnerKernel(MachineSpec.DEFAULT_KERNEL)).hasToString(usual.toString());
    }
}
