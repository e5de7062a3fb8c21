package org.nestlab.internal.prepare;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.HypervisorSpec.Release;

class MachineTypesTests {

    // as libvirt 9.0 with QEMU 7.2 gives it, cut
    private static final String CAPABILITIES = """
            <capabilities>
              <guest><os_type>hvm</os_type><arch name='i686'><machine maxCpus='255'>pc-q35-8.0</machine></arch></guest>
              <guest><os_type>hvm</os_type><arch name='x86_64'>
                <machine maxCpus='255'>pc-i440fx-7.2</machine>
                <machine maxCpus='288'>pc-q35-7.2</machine>
                <machine canonical='pc-q35-7.2' maxCpus='288'>q35</machine>
                <domain type='qemu'/>
              </arch></guest>
            </capabilities>""";

    @Test
    void oneThatQemuHasIsFine() {
        assertThatCode(() -> MachineTypes.check(HypervisorSpec.debian(Release.BOOKWORM), CAPABILITIES))
                .doesNotThrowAnyException();
    }

    @Test
    void oneThatThisVersionDoesNotHaveIsRefusedWithThoseThatItHas() {
        HypervisorSpec newer = HypervisorSpec.debian(Release.BOOKWORM).withMachine("pc-q35-8.0");

        assertThatThrownBy(() -> MachineTypes.check(newer, CAPABILITIES))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L0: QEMU of Debian bookworm in a container has no machine type pc-q35-8.0: its q35 types are [pc-q35-7.2, q35]. Expected one that every version under test has: HypervisorSpec.withMachine(…)");
    }
}
