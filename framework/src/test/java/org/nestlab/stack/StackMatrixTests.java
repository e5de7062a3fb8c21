package org.nestlab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.MatrixLayout;

class StackMatrixTests {

    private static final StackAxis KERNELS = StackAxis.of("kernel")
            .with("6.1", "L1.kernel=image,L2.kernel=image")
            .with("6.12", "L1.kernel=deb:/k.deb,L2.kernel=deb:/k.deb");
    private static final StackAxis CPUS =
            StackAxis.of("CPU").with("the host's", "").with("EPYC", "L1.cpu=EPYC");
    private static final StackAxis QEMUS =
            StackAxis.of("QEMU").with("host", "L0.hypervisor=host").with("10.0", "L0.hypervisor=debian:trixie");

    private static void refuses(ThrowingCallable asked, String message) {
        assertThatThrownBy(asked).isInstanceOf(LabConfigurationException.class).hasMessage(message);
    }

    @Test
    void aCellIsAValueOfEachAxisAndTheLastAxisChangesFirst() {
        assertThat(StackMatrix.of(KERNELS, CPUS).cells())
                .extracting(cell ->
                        String.join("/", cell.labels()) + " " + cell.stack().text())
                .containsExactly(
                        "6.1/the host's L1.kernel=image,L2.kernel=image",
                        "6.1/EPYC L1.cpu=EPYC,L1.kernel=image,L2.kernel=image",
                        "6.12/the host's L1.kernel=deb:/k.deb,L2.kernel=deb:/k.deb",
                        "6.12/EPYC L1.cpu=EPYC,L1.kernel=deb:/k.deb,L2.kernel=deb:/k.deb");
    }

    @Test
    void theLabsAreTheCellsAndNamedByThem() {
        MatrixLabs labs = StackMatrix.of(KERNELS, CPUS).labs(LabSpec.kvmInKvm());

        assertThat(labs)
                .extracting(LabSpec::name)
                .containsExactly(
                        "kvm-in-kvm: 6.1 × the host's",
                        "kvm-in-kvm: 6.1 × EPYC",
                        "kvm-in-kvm: 6.12 × the host's",
                        "kvm-in-kvm: 6.12 × EPYC");
        assertThat(labs.get(3).guests().get(0).cpu())
                .isEqualTo(CpuMode.custom("EPYC").withVirtualization(true));
        assertThat(labs.get(3).guests().get(0).guests().get(0).kernel()).isInstanceOf(KernelSpec.Swapped.class);
        assertThat(labs.get(0))
                .isEqualTo(LabSpec.kvmInKvm()
                        .withL1(l1 -> l1.withKernel(KernelSpec.ofImage()))
                        .withL2(l2 -> l2.withKernel(KernelSpec.ofImage()))
                        .withName("kvm-in-kvm: 6.1 × the host's"));
        assertThat(labs.stackOf(labs.get(1)).text()).isEqualTo("L1.cpu=EPYC,L1.kernel=image,L2.kernel=image");
        assertThatThrownBy(() -> labs.stackOf(LabSpec.kvmInKvm()))
                .hasMessage("lab 'kvm-in-kvm' is not a cell of this matrix");
    }

    @Test
    void whereOneQemuIsInAContainerAllHaveTheSameMachineType() {
        assertThat(StackMatrix.of(QEMUS).labs(LabSpec.kvmInKvm()))
                .extracting(LabSpec::hypervisor)
                .containsExactly(
                        HypervisorSpec.host().withMachine(HypervisorSpec.PINNED_MACHINE),
                        HypervisorSpec.debian(HypervisorSpec.Release.TRIXIE));
    }

    @Test
    void whatMakesNoSenseIsLeftOutAndTheLayoutSaysWhy() {
        MatrixLabs labs = StackMatrix.of(KERNELS, CPUS, QEMUS)
                .without("QEMU 10 is not tried with it", "6.1", StackMatrix.ANY, "10.0")
                .without("nobody has it", "6.12", "EPYC", StackMatrix.ANY)
                .labs(LabSpec.kvmInKvm());

        assertThat(labs).hasSize(4);
        MatrixLayout layout = labs.layout("org.example.LabTests");
        assertThat(layout.axes())
                .containsExactly(
                        new MatrixLayout.Axis("kernel", List.of("6.1", "6.12")),
                        new MatrixLayout.Axis("CPU", List.of("the host's", "EPYC")),
                        new MatrixLayout.Axis("QEMU", List.of("host", "10.0")));
        assertThat(layout.cells())
                .hasSize(8)
                .contains(
                        MatrixLayout.Cell.of(
                                List.of("6.1", "EPYC", "host"),
                                "L0.hypervisor=host,L1.cpu=EPYC,L1.kernel=image,L2.kernel=image",
                                "kvm-in-kvm: 6.1 × EPYC × host"),
                        MatrixLayout.Cell.ofLeftOut(
                                List.of("6.1", "EPYC", "10.0"),
                                "L0.hypervisor=debian:trixie,L1.cpu=EPYC,L1.kernel=image,L2.kernel=image",
                                "QEMU 10 is not tried with it"));
    }

    @Test
    void anAxisIsChecked() {
        refuses(
                () -> CPUS.with("EPYC", "L1.cpu=EPYC-Rome"),
                "axis 'CPU', label 'EPYC': axis 'CPU' has the label 'EPYC' twice: give each value its own");
        refuses(
                () -> CPUS.with("old", "L1.kernal=image"),
                "axis 'CPU', label 'old': stack entry 'L1.kernal=image': a guest has no 'kernal': did you mean 'kernel'?");
        refuses(
                () -> CPUS.with("both", "L1.cpu=EPYC,L1.cpu=EPYC-Rome"),
                "axis 'CPU', label 'both': stack: 'L1.cpu' is there twice");
        refuses(
                () -> CPUS.with("*", ""),
                "axis 'CPU', label '*': '*' is not a valid label; expected 1 to 30 printable characters without '×', and not '*' alone");
        refuses(
                () -> StackAxis.of(" "),
                "'' is not a valid name of an axis; expected 1 to 30 printable characters without '×', and not '*' alone");
        for (String label : List.of("a × b", "line\nbreak", "x".repeat(31), " blank")) {
            assertThatThrownBy(() -> CPUS.with(label, Stack.asItIs())).isInstanceOf(LabConfigurationException.class);
        }
    }

    @Test
    void aMatrixIsChecked() {
        refuses(() -> StackMatrix.of(), "a matrix without an axis; expected one or more, as kernels and CPU models");
        refuses(
                () -> StackMatrix.of(KERNELS, StackAxis.of("empty")),
                "axis 'empty' has no value: add one or more, like with(\"as it is\", \"\")");
        refuses(() -> StackMatrix.of(CPUS, CPUS), "two axes are called 'CPU': give each its own name");
        refuses(
                () -> StackMatrix.of(
                        KERNELS, StackAxis.of("inner").with("none", "").with("new", "L2.kernel=deb:/other.deb")),
                "the axes 'kernel' and 'inner' both set L2.kernel: one of them would be without effect");
        StackAxis many = StackAxis.of("many");
        StackAxis more = StackAxis.of("more");
        for (int i = 0; i < 30; i++) {
            many = many.with("m" + i, "L1.kvm.a=" + i);
            more = more.with("n" + i, "L1.kvm.b=" + i);
        }
        StackAxis[] both = {many, more};
        refuses(() -> StackMatrix.of(both), "a matrix of 900 cells, each of which is a lab; expected at most 500");
    }

    @Test
    void whatIsLeftOutIsChecked() {
        StackMatrix matrix = StackMatrix.of(KERNELS, CPUS);
        refuses(
                () -> matrix.without("too old", "6.1"),
                "what is left out, [6.1], has 1 labels; expected one for each of the axes [kernel, CPU], or '*' for all of an axis");
        refuses(
                () -> matrix.without("too old", "5.10", "EPYC"),
                "what is left out, [5.10, EPYC]: axis 'kernel' has no label '5.10', it has [6.1, 6.12]");
        refuses(
                () -> matrix.without(" ", "6.1", "EPYC"),
                "[6.1, EPYC] is left out without a reason: say why, it is shown in the grid");
        refuses(
                () -> matrix.without("nothing works", "*", "*").labs(LabSpec.kvmInKvm()),
                "the matrix of lab 'kvm-in-kvm' leaves out every cell; expected one or more that are run");
    }

    @Test
    void aLabThatHasNotWhatACellVariesSaysWhichCell() {
        refuses(
                () -> StackMatrix.of(KERNELS).labs(LabSpec.hypervisorOnly()),
                "cell 'hypervisor: 6.1': stack entry 'L2.kernel=image': lab 'hypervisor' has no guests at L2, its levels are L1 to L1");
        String name = "n".repeat(75);
        refuses(
                () -> StackMatrix.of(KERNELS).labs(LabSpec.kvmInKvm().withName(name)),
                "the lab of a cell would be called '" + name
                        + ": 6.12', which is 81 characters long; expected at most 80, so shorten the labels or the lab's name");
    }
}
