package org.nestlab.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What makes two specs equal, and what a spec prints. */
class SpecPropertiesTests {

    private static final GuestSpec GUEST = GuestSpec.guest();
    private static final LabSpec LAB = LabSpec.kvmInKvm();
    private static final KernelSpec.Files KERNEL = KernelSpec.files(Path.of("/k"), Path.of("/i"));

    /** Each differs from the first of its type in one property. */
    static final List<Object> CHANGED = List.of(
            GUEST.withName("other"),
            GUEST.withVcpus(3),
            GUEST.withMemoryMib(512),
            GUEST.withMemoryBacking(MemoryBacking.SMALL),
            GUEST.withRootDiskGib(9),
            GUEST.addScratchDisk(1),
            GUEST.addScratchDisk(1).addScratchDisk(2),
            GUEST.withCpu(CpuMode.hostModel()),
            GUEST.withCpu(CpuMode.custom("EPYC")),
            GUEST.withCpu(CpuMode.custom("Skylake-Server")),
            GUEST.withCpu(CpuMode.hostPassthrough().withVirtualization(false)),
            GUEST.withCpu(CpuMode.hostPassthrough().addFeature("npt", false)),
            GUEST.withCpu(CpuMode.hostPassthrough().addFeature("npt", false).addFeature("avx2", true)),
            GUEST.withImage(new ImageSpec.Embedded(ImageSpec.FileSystem.BTRFS)),
            GUEST.withKernel(KERNEL),
            GUEST.withKernel(KERNEL.withArguments("quiet")),
            GUEST.withKernel(KERNEL.withModules(Path.of("/m"))),
            GUEST.withNesting(false),
            GUEST.addGuest(GuestSpec.guest()),
            LAB.withName("other"),
            LAB.addGuest(GuestSpec.hypervisor().withName("second")),
            LAB.withGuests(List.of(GUEST)),
            LAB.withSharedScratchDisk(1),
            LAB.withOutsideNetwork(true),
            LAB.withHypervisor(HypervisorSpec.debian(HypervisorSpec.Release.TRIXIE)));

    @Test
    void specsThatDifferInOnePropertyAreNotEqualAndDoNotPrintTheSame() {
        List<Object> all =
                Stream.concat(Stream.of(GUEST, LAB), CHANGED.stream()).toList();

        assertThat(all).doesNotHaveDuplicates();
        assertThat(all.stream().map(Object::toString)).doesNotHaveDuplicates();
    }

    @Test
    void specsOfTheSamePropertiesAreEqual() {
        assertThat(GUEST.withName("other").withName("guest")).isEqualTo(GUEST).hasSameHashCodeAs(GUEST);
        assertThat(LAB.withSharedScratchDisk(1).withSharedScratchDisk(0))
                .isEqualTo(LAB)
                .hasSameHashCodeAs(LAB);
        assertThat(KERNEL.withArguments("a").withArguments(""))
                .isEqualTo(KERNEL)
                .hasSameHashCodeAs(KERNEL);
        assertThat(CpuMode.custom("EPYC").addFeature("npt", false).withFeatures(List.of()))
                .isEqualTo(CpuMode.custom("EPYC"))
                .hasSameHashCodeAs(CpuMode.custom("EPYC"));
    }

    static final List<Object> SPECS = List.of(
            GUEST.withMemoryBacking(MemoryBacking.SMALL),
            LAB,
            KERNEL,
            CpuMode.hostPassthrough(),
            CpuMode.hostModel(),
            CpuMode.custom("EPYC"));

    /** A new property that is forgotten would make different labs equal. */
    @ParameterizedTest
    @FieldSource("SPECS")
    void everyFieldIsAProperty(Object spec) {
        List<String> fields = Stream.of(spec.getClass().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .toList();

        assertThat(fields)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(spec.toString()).containsPattern("[\\[ ]" + name + "="));
        assertThat(spec.toString()).startsWith(spec.getClass().getSimpleName() + "[");
    }

    /**
     * The journal of a lab that was left up has the digest of this text: another one would not find the lab of an
     * earlier version.
     */
    @Test
    void theTextIsWhatItHasAlwaysBeen() {
        LabSpec lab = LAB.withName("x")
                .withSharedScratchDisk(2)
                .withL1(l1 -> l1.withKernel(KERNEL)
                        .addScratchDisk(3)
                        .withCpu(CpuMode.hostModel().withVirtualization(false)))
                .withL2(l2 -> l2.withCpu(CpuMode.custom("EPYC").addFeature("npt", false)));

        assertThat(lab)
                .hasToString(
                        "LabSpec[name=x, guests=[GuestSpec[name=hypervisor, vcpus=0, memoryMib=4096, rootDiskGib=0, "
                                + "scratchDisksGib=[3], cpu=HostModel[virtualization=false, features=[]], image=Embedded[fileSystem=EXT4], "
                                + "kernelOverride=Files[kernel=/k, initrd=/i, arguments=, modules=null], nesting=true, guests=[GuestSpec[name=guest, "
                                + "vcpus=1, memoryMib=1024, rootDiskGib=0, scratchDisksGib=[], cpu=Custom[model=EPYC, virtualization=false, "
                                + "features=[Feature[name=npt, required=false]]], image=Embedded[fileSystem=EXT4], kernelOverride=null, nesting=true, "
                                + "guests=[]]]]], sharedScratchGib=2, outsideNetwork=false, hypervisor=Host[machine=q35]]");
    }
}
