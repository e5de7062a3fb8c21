package org.nestlab.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.fake.ProbeAnswers.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.probe.VirtExtension.Kind;

class VirtExtensionTests {

    @ParameterizedTest
    @CsvSource({
        "cpuinfo-intel-host.txt, VMX, true, Intel(R) Core(TM) i7-10700 CPU @ 2.90GHz, false",
        "cpuinfo-intel-guest-with-vmx.txt, VMX, true, Intel(R) Xeon(R) Platinum 8358 CPU @ 2.60GHz, true",
        "cpuinfo-l0-no-extension.txt, , false, Intel(R) Xeon(R) Processor, true",
        "cpuinfo-l1-svm-emulated.txt, SVM, true, AMD EPYC Processor, true",
        "cpuinfo-l2-svm-nested.txt, SVM, true, AMD EPYC Processor, true",
    })
    void readsRecordedMachines(String file, Kind kind, boolean paging, String model, boolean hypervisor) {
        VirtExtension extension = VirtExtension.parse(sample(file));
        assertThat(extension.kind().orElse(null)).isEqualTo(kind);
        assertThat(extension.present()).isEqualTo(kind != null);
        assertThat(extension.nestedPaging()).isEqualTo(paging);
        assertThat(extension.modelName()).isEqualTo(model);
        assertThat(CpuSeen.parse(sample(file))).isEqualTo(new CpuSeen(extension.vendor(), model, hypervisor));
    }

    @Test
    void findsEptOnTheLineOfItsOwnAlone() {
        assertThat(VirtExtension.parse("flags\t: fpu vmx\nvmx flags\t: vnmi ept vpid\n")
                        .nestedPaging())
                .isTrue();
    }

    @Test
    void findsEptAmongTheFlagsOfAnOldKernel() {
        assertThat(VirtExtension.parse("flags\t\t: fpu vmx ept vpid\n").nestedPaging())
                .isTrue();
        assertThat(VirtExtension.parse("flags\t\t: fpu vmx vpid\n").nestedPaging())
                .isFalse();
    }

    @Test
    void doesNotTakeTheNameOfTheVmxFlagsLineForTheFlag() {
        assertThat(VirtExtension.parse("flags\t\t: fpu ssvm vmx_x\nvmx flags\t: ept\n")
                        .present())
                .isFalse();
    }

    @Test
    void looksAtTheFirstProcessorOnly() {
        assertThat(VirtExtension.parse("processor\t: 0\nflags\t: fpu\n\nprocessor\t: 1\nflags\t: svm npt\n")
                        .present())
                .isFalse();
    }

    @Test
    void keepsTheFlags() {
        assertThat(VirtExtension.parse(sample("cpuinfo-l1-svm-emulated.txt")).flags())
                .hasSize(66)
                .contains("svm", "npt", "hypervisor")
                .doesNotContain("vmx", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", ":", "flags", "flags:", ": svm", "flags\t: fpu fpu fpu", "\0\uFFFF:\r\n"})
    void takesAnyText(String text) {
        assertThat(VirtExtension.parse(text).kind()).isEmpty();
        assertThat(CpuSeen.parse(text).hypervisor()).isFalse();
    }

    @Test
    void asksAMachineWithOneCommand() {
        FakeHost host = new FakeHost();
        ProbeAnswers.cpuinfo(host.answers, "cpuinfo-intel-host.txt");
        assertThat(VirtExtension.of(host).kind()).contains(Kind.VMX);
        assertThat(host.answers.asked()).hasSize(1);
    }
}
