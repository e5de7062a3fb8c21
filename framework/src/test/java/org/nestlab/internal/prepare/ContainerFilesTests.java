package org.nestlab.internal.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

class ContainerFilesTests {

    private static final ImageFiles LAB = new ImageFiles(
            "lab-ext4",
            "/cache/lab/disk.qcow2",
            "qcow2",
            Optional.of(new ImageFiles.Kernel("/cache/lab/vmlinuz", "/cache/lab/initrd", "root=/dev/vda")),
            "root",
            Optional.empty());

    private static KernelSpec kernel(String name) {
        return KernelSpec.files(Path.of("/kernels", name, "vmlinuz"), Path.of("/kernels", name, "initrd"))
                .withModules(Path.of("/kernels", name, "modules.img"));
    }

    @Test
    void anImageIsGivenWithItsKernel() {
        assertThat(ContainerFiles.of(
                        LabSpec.kvmInKvm(),
                        Map.of(LabSpec.kvmInKvm().guests().get(0).image(), LAB)))
                .containsExactly(
                        Path.of("/cache/lab/disk.qcow2"), Path.of("/cache/lab/vmlinuz"), Path.of("/cache/lab/initrd"));
    }

    @Test
    void theModulesOfEveryLevelsKernelAreGiven() {
        LabSpec spec =
                LabSpec.kvmInKvm().withL1(l1 -> l1.withKernel(kernel("a"))).withL2(l2 -> l2.withKernel(kernel("b")));

        assertThat(ContainerFiles.of(spec, Map.of()))
                .containsExactly(Path.of("/kernels/a/modules.img"), Path.of("/kernels/b/modules.img"));
    }

    @Test
    void anImageOfTheUsersIsGivenWithWhatLiesBesideIt() {
        ImageFiles own = new ImageFiles(
                "sha256", "/srv/images/own.qcow2", "qcow2", Optional.empty(), "debian", Optional.empty());

        assertThat(ContainerFiles.of(
                        LabSpec.kvmInKvm(),
                        Map.of(
                                ImageSpec.existing(Path.of("/srv/images/own.qcow2"), "debian", Path.of("/srv/key")),
                                own)))
                .containsExactly(Path.of("/srv/images"));
    }
}
