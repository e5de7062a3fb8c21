package org.nestlab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Difference;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.CpuMode.Feature;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.MemoryBacking;

class StackTests {

    private static GuestSpec l1(String stack) {
        return Stack.parse(stack).applyTo(LabSpec.kvmInKvm()).guests().get(0);
    }

    @Test
    void aLabOnTheEmptyStackIsTheLab() {
        assertThat(Stack.parse(" ").applyTo(LabSpec.kvmInKvm())).isEqualTo(LabSpec.kvmInKvm());
        assertThat(Stack.asItIs()).hasToString("the lab as it is");
    }

    @Test
    void everyKeyChangesTheGuestsOfItsLevelAndNoOthers() {
        LabSpec lab = Stack.parse(
                        "L2.kernel=deb:/k.deb,L1.memory=hugepages,L1.nesting=off,L1.image=btrfs,L1.cpu=EPYC +avx2 -npt")
                .applyTo(LabSpec.kvmInKvm());

        GuestSpec hypervisor = lab.guests().get(0);
        assertThat(hypervisor.nesting()).isFalse();
        assertThat(hypervisor.memoryBacking()).isEqualTo(MemoryBacking.HUGE_PAGES);
        assertThat(hypervisor.image()).isEqualTo(new ImageSpec.Embedded(ImageSpec.FileSystem.BTRFS));
        assertThat(hypervisor.cpu())
                .isEqualTo(CpuMode.custom("EPYC")
                        .withVirtualization(true)
                        .withFeatures(List.of(new Feature("avx2", true), new Feature("npt", false))));
        assertThat(hypervisor.kernel()).isEqualTo(KernelSpec.ofImage());
        assertThat(hypervisor.guests().get(0))
                .isEqualTo(GuestSpec.guest().withKernel(KernelSpec.swapped(new KernelSource.Deb(Path.of("/k.deb")))));
    }

    @Test
    void pathsCanBeMadeToMeanTheSameInAnotherFolder() {
        String here = Path.of("").toAbsolutePath().toString();
        assertThat(Stack.parse("L1.kernel=deb:k.deb,L1.cmdline=a b").absolute().text())
                .isEqualTo("L1.cmdline=a b,L1.kernel=deb:%s/k.deb".formatted(here));
        assertThat(Stack.parse("L1.kernel=folder:k,L2.kernel=parts:a:/b")
                        .absolute()
                        .text())
                .isEqualTo("L1.kernel=folder:%s/k,L2.kernel=parts:%1$s/a:/b".formatted(here));
        Stack fixed =
                Stack.parse("L0.hypervisor=debian:trixie,L1.kernel=package:linux-image-amd64/sid,L2.kernel=image");
        assertThat(fixed.absolute()).isEqualTo(fixed);
    }

    @Test
    void modulesReplaceThoseOfDebiansKernelWhereNoneIsNamed() {
        assertThat(KernelSource.parse("modules:/linux/arch/x86/kvm"))
                .isEqualTo(new KernelSource.Replaced(Path.of("/linux/arch/x86/kvm"), KernelSource.DEBIAN));
        assertThat(KernelSource.parse("modules:kvm:folder:k").absolute().text())
                .isEqualTo("modules:%s/kvm:folder:%1$s/k".formatted(Path.of("").toAbsolutePath()));
    }

    @Test
    void theHypervisorOfTheHostIsALabs() {
        LabSpec lab = Stack.parse("L0.hypervisor=debian:bookworm-backports").applyTo(LabSpec.kvmInKvm());

        assertThat(lab.hypervisor()).isEqualTo(HypervisorSpec.debian(HypervisorSpec.Release.BOOKWORM_BACKPORTS));
        assertThat(lab.withHypervisor(HypervisorSpec.host())).isEqualTo(LabSpec.kvmInKvm());
        assertThat(HypervisorSpec.parse("image:registry.example/hypervisor:10.1")
                        .text())
                .isEqualTo("image:registry.example/hypervisor:10.1");
    }

    @Test
    void aCommandLineMayHaveCommasAndGoesToWhicheverKernel() {
        assertThat(l1("L1.cmdline=mitigations=auto,nosmt nokaslr,L1.kvm_amd.npt=0")
                        .kernel())
                .isEqualTo(new KernelSpec.OfImage("mitigations=auto,nosmt nokaslr kvm_amd.npt=0"));
        assertThat(l1("L1.cmdline=debug,L1.kernel=folder:/k").kernel())
                .isEqualTo(new KernelSpec.Swapped(new KernelSource.Folder(Path.of("/k")), "debug"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deb:/k.deb",
                "folder:/k",
                "package:linux-image-cloud-amd64/bookworm-backports",
                "package:linux-image-6.12.95+deb12-cloud-amd64=6.12.95-1~bpo12+1",
                "parts:/boot/bzImage:/lib/modules/6.12",
                "modules:/linux/arch/x86/kvm:deb:/k.deb",
                "modules:/kvm-amd.ko:modules:/x:parts:/boot/bzImage:/lib/modules/6.12"
            })
    void whatIsReadIsWrittenTheSame(String kernel) {
        String text = "L1.cmdline=a=b,c,L1.kernel=" + kernel + ",L2.kernel=image";
        assertThat(Stack.parse(text).text()).isEqualTo(text);
        assertThat(Stack.parse(Stack.parse(text).text())).isEqualTo(Stack.parse(text));
    }

    @Test
    void aFileHasAnEntryALine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("stack"), """
                # the new one
                L1.kernel = deb:/k.deb

                L1.cmdline = a, b
                """);
        assertThat(Stack.parse("@" + file).text()).isEqualTo("L1.cmdline=a, b,L1.kernel=deb:/k.deb");
    }

    @Test
    void whatDiffersIsSaidByKey() {
        Stack baseline = Stack.parse("L1.kernel=image,L1.cmdline=quiet");
        Stack candidate = Stack.parse("L1.kernel=deb:/k.deb,L2.kvm_amd.nested=1,L0.hypervisor=host");
        assertThat(baseline.differences(candidate))
                .containsExactly(
                        Difference.of("L1.cmdline", "quiet", ""),
                        Difference.of("L1.kernel", "image", "deb:/k.deb"),
                        Difference.of("L2.kvm_amd.nested", "", "1"));
    }

    @Test
    void whatTheLabHasAnywayIsNoDifference() {
        assertThat(Stack.asItIs().differences(Stack.parse("L1.kernel=image,L0.hypervisor=host")))
                .isEmpty();
    }

    @Test
    void stacksAddUpAndLevelsThatALabHasNotCanBeLeftOut() {
        Stack all = Stack.parse("L1.kernel=image,L3.cmdline=a").and(Stack.parse("L1.kernel=deb:/k.deb"));
        assertThat(all.text()).isEqualTo("L1.kernel=deb:/k.deb,L3.cmdline=a");
        assertThat(all.upTo(2).text()).isEqualTo("L1.kernel=deb:/k.deb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "kernel=image | stack entry 'kernel=image': 'kernel' names no level; expected LEVEL.KEY=VALUE, like L1.kernel=image",
                "L1.kernel | stack entry 'L1.kernel': expected LEVEL.KEY=VALUE, like L1.kernel=image",
                "L1.kernel= | stack entry 'L1.kernel=': L1.kernel has no value: leave it out for what the lab has",
                "L1.kernle=image | stack entry 'L1.kernle=image': a guest has no 'kernle': did you mean 'kernel'?",
                "L0.qemu=10 | stack entry 'L0.qemu=10': L0 has no 'qemu': did you mean 'hypervisor'?",
                "L0.hypervisor=new | stack entry 'L0.hypervisor=new': 'new' is not a valid hypervisor; expected host, image:NAME, or a Debian release's in a container: debian:bookworm, debian:bookworm-backports, debian:trixie, debian:trixie-backports",
                "L0.kernel=image | stack entry 'L0.kernel=image': the kernel of L0 is the one that runs, and is not swapped by a lab; expected L1.kernel or L2.kernel",
                "L1.kernel=6.12 | stack entry 'L1.kernel=6.12': '6.12' is not a valid kernel; expected deb:FILE, folder:DIR, package:NAME/SUITE, package:NAME=VERSION, parts:KERNEL:MODULES or modules:PATH[:KERNEL], like package:linux-image-cloud-amd64/bookworm-backports",
                "L1.kernel=parts:/k | stack entry 'L1.kernel=parts:/k': 'parts:/k' is not a valid kernel; expected deb:FILE, folder:DIR, package:NAME/SUITE, package:NAME=VERSION, parts:KERNEL:MODULES or modules:PATH[:KERNEL], like package:linux-image-cloud-amd64/bookworm-backports",
                "L1.kernel=modules::image | stack entry 'L1.kernel=modules::image': 'modules::image' is not a valid kernel; expected deb:FILE, folder:DIR, package:NAME/SUITE, package:NAME=VERSION, parts:KERNEL:MODULES or modules:PATH[:KERNEL], like package:linux-image-cloud-amd64/bookworm-backports",
                "L1.kernel=package:a b | stack entry 'L1.kernel=package:a b': 'a b' is not a valid package; expected NAME/SUITE or NAME=VERSION, like linux-image-cloud-amd64/bookworm-backports",
                "L1.kvm_amd.npt=a b | stack entry 'L1.kvm_amd.npt=a b': 'a b' is not a valid value of a module parameter; expected a word, like 0 or on",
                "L1.nesting=yes | stack entry 'L1.nesting=yes': 'yes' is neither on nor off",
                "L1.memory=large | stack entry 'L1.memory=large': 'large' is not a valid memory backing; expected as-host, hugepages, thp, small",
                "L1.image=xfs | stack entry 'L1.image=xfs': 'xfs' is not a valid image; expected ext4 or btrfs",
                "L1.cpu=EPYC avx2 | stack entry 'L1.cpu=EPYC avx2': 'avx2' is not a valid CPU feature; expected one to add or to take away, like +avx2 or -npt",
                "L1.image=ext4,L1.image=btrfs | stack: 'L1.image' is there twice",
                "@/no/such/file | the stack @/no/such/file: there is no such file"
            })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> Stack.parse(text))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KERNEL | image",
                "CMDLINE | mitigations=off",
                "PARAMETER | 0",
                "NESTING | off",
                "CPU | EPYC -npt",
                "MEMORY | hugepages",
                "IMAGE | btrfs",
                "HYPERVISOR | debian:trixie"
            })
    void everyKeyIsReadAndWrittenAgain(StackKey key, String value) {
        String entry = key.example().replace("MODULE.PARAMETER", "kvm_amd.npt") + "=" + value;

        assertThat(Stack.parse(entry).text()).isEqualTo(entry);
    }

    @Test
    void noKeyIsLeftOutAbove() throws NoSuchMethodException {
        String[] rows = StackTests.class
                .getDeclaredMethod("everyKeyIsReadAndWrittenAgain", StackKey.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();

        assertThat(rows)
                .extracting(row -> row.substring(0, row.indexOf(' ')))
                .containsExactlyElementsOf(
                        Arrays.stream(StackKey.values()).map(Enum::name).toList());
    }

    @Test
    void aLevelThatTheLabHasNotIsNamed() {
        assertThatThrownBy(() -> Stack.parse("L3.kernel=image").applyTo(LabSpec.kvmInKvm()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "stack entry 'L3.kernel=image': lab 'kvm-in-kvm' has no guests at L3, its levels are L1 to L2");
    }

    @Test
    void aBootLoaderKeepsItsCommandLine() {
        LabSpec lab = LabSpec.hypervisorOnly().withL1(l1 -> l1.withKernel(KernelSpec.bootLoader()));
        assertThatThrownBy(() -> Stack.parse("L1.cmdline=debug").applyTo(lab))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "stack entry 'L1.cmdline=debug': L1 hypervisor: its boot loader has the command line; expected a kernel that is booted directly, as with kernel=image");
    }
}
