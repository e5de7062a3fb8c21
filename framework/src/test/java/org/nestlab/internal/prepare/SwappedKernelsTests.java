package org.nestlab.internal.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.image.KernelStore;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

class SwappedKernelsTests {

    private static final KernelSpec KERNEL = KernelSpec.swapped(new KernelSource.Deb(Path.of("/no/such.deb")));

    @TempDir
    Path folder;

    private LabSpec in(LabSpec spec) {
        return new SwappedKernels(new KernelStore(folder), line -> {}).in(spec);
    }

    @Test
    void aLabWithoutAnyIsLeftAlone() {
        assertThat(in(LabSpec.kvmInKvm())).isEqualTo(LabSpec.kvmInKvm());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theGuestWhoseKernelIsNotThereIsNamed() {
        assertThatThrownBy(() -> in(LabSpec.kvmInKvm().withL2(guest -> guest.withKernel(KERNEL))))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L2 guest: the kernel deb:/no/such.deb: /no/such.deb is not there; expected a file that this user can read");
    }

    @Test
    void anImageThatIsNotOursTakesNoOtherKernelsModules() {
        ImageSpec image = ImageSpec.existing(Path.of("/image.qcow2"), "debian", Path.of("/key"));
        assertThatThrownBy(() -> in(LabSpec.hypervisorOnly()
                        .withL1(guest -> guest.withImage(image).withKernel(KERNEL))))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L1 hypervisor: its image takes no kernel from deb:/no/such.deb, as its boot agent is not Nestlab's: use KernelSpec.files(…) with an initramfs that fits it");
    }

    @Test
    void anotherHostIsRefused() {
        assertThatThrownBy(() -> SwappedKernels.refuseRemote(
                        LabSpec.kvmInKvm().withL2(guest -> guest.withKernel(KERNEL)), new FakeHost()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L0 host is reached over SSH, and a kernel is swapped only on the machine that runs the tests: run on the host itself");
    }
}
