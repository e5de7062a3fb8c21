package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.LabSpec;
import org.nestlab.stack.Stack;

/** {@link KernelStore#requireFiles(LabSpec)}. */
class KernelFilesTests {

    @TempDir
    private Path folder;

    private static void check(String stack) {
        KernelStore.requireFiles(Stack.parse(stack).applyTo(LabSpec.kvmInKvm()));
    }

    @Test
    void whatNamesNoFileOfThisHostPasses() {
        assertThatCode(() -> check("")).doesNotThrowAnyException();
        assertThatCode(() -> check("L1.kernel=image,L2.kernel=package:no-such-package/bookworm"))
                .doesNotThrowAnyException();
    }

    @Test
    void filesThatAreTherePass() throws IOException {
        Path deb = Files.createFile(folder.resolve("a.deb"));
        Path module = Files.createFile(folder.resolve("kvm.ko"));

        assertThatCode(() -> check("L1.kernel=deb:%s,L2.kernel=folder:%s".formatted(deb, folder)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("L1.kernel=modules:" + module)).doesNotThrowAnyException();
    }

    @Test
    void aKernelOfL2IsLookedAtToo() {
        refused(
                "L2.kernel=folder:%1$s",
                "the kernel folder:%1$s: %1$s is not there; expected a folder that this user can read");
    }

    @Test
    void modulesAndTheKernelThatTheyAreForAreLookedAt() throws IOException {
        Path module = Files.createFile(folder.resolve("kvm.ko"));

        refused(
                "L1.kernel=modules:%1$s",
                "the modules of modules:%1$s:package:linux-image-cloud-amd64/bookworm: %1$s is not there; expected a .ko file, or a folder with such, that this user can read");
        refused(
                "L1.kernel=modules:" + module + ":deb:%1$s",
                "the kernel deb:%1$s: %1$s is not there; expected a file that this user can read");
    }

    private void refused(String stack, String message) {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> check(stack.formatted(missing)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(message.formatted(missing));
    }
}
