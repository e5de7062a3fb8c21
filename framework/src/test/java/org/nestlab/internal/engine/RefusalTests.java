package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

/** What the engine refuses before anything exists, in the words that a test author sees. */
class RefusalTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void noLibvirt() throws IOException {
        assertThatThrownBy(() -> bringUp(LabSpec.kvmInKvm(), "qemu+unix:///system?socket=/nonexistent/libvirt-sock"))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageStartingWith(
                        "L0 host: no connection to qemu+unix:///system?socket=/nonexistent/libvirt-sock: ")
                .hasMessageEndingWith(
                        ". Is libvirtd running there? Install and start it: mvn verify -Psetup, or nestlab setup");
        nothingIsLeft();
    }

    @Test
    void aUriOfAnotherKind() throws IOException {
        assertThatThrownBy(() -> bringUp(LabSpec.kvmInKvm(), "xen:///system"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "nestlab.connect is 'xen:///system'; expected qemu:///system, qemu+unix:///system?socket=/path or qemu+ssh://user@host/system");
        nothingIsLeft();
    }

    @Test
    void aKernelThatIsNotThere() throws IOException {
        KernelSpec kernel = KernelSpec.files(folder.resolve("vmlinuz"), folder.resolve("initrd.img"));
        LabSpec spec = LabSpec.kvmInKvm().withL2(l2 -> l2.withKernel(kernel));

        assertThatThrownBy(() -> bringUp(spec, "qemu:///system"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L2 guest: its kernel %s is not there; expected a file that this user can read",
                        folder.resolve("vmlinuz"));
        nothingIsLeft();
    }

    private void bringUp(LabSpec spec, String uri) {
        Map<String, String> values = new HashMap<>();
        values.put("nestlab.connect", uri);
        values.put("nestlab.state.dir", folder.resolve("state").toString());
        values.put("nestlab.output.dir", folder.resolve("output").toString());
        values.put("nestlab.progress", "off");
        new LibvirtLabEngine()
                .bringUp(spec, Settings.from(key -> Optional.ofNullable(values.get(key))))
                .close();
    }

    private void nothingIsLeft() throws IOException {
        try (var journals = Files.list(folder.resolve("state/journal"))) {
            assertThat(journals).isEmpty();
        }
    }
}
