package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** The real scripts with a df that reports how much is free. */
class FullDiskTests {

    @TempDir
    private Path folder;

    /** The status 1 is the host's fault, 2 the kernel's. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, '0 MiB are free in %s/kernels, and making a kernel bootable takes some hundreds: free some, or set nestlab.image.dir'",
        "90000, 2, '%s/cut.deb is no Debian package: '"
    })
    void aPackageThatCannotBeUnpackedForWantOfRoomIsNotBlamed(int free, int status, String message) throws IOException {
        Path deb = Files.writeString(folder.resolve("cut.deb"), "!<arch>\n");

        CommandResult result = make(free, "--deb", deb);

        assertThat(result.exitStatus()).isEqualTo(status);
        assertThat(result.stderr()).contains("kernel: error: " + message.formatted(folder));
    }

    @Test
    void aKernelThatIsNotUnpackedForWantOfRoomIsNotKept() throws IOException {
        Path tree = FakeKernels.tree(
                folder.resolve("tree"),
                "6.99.1",
                FakeKernels.bzImage("6.99.1", true),
                List.of("serial/8250", "kvm", "kvm-amd"));

        assertThat(make(0, "--folder", tree).exitStatus()).isEqualTo(1);
        assertThat(folder.resolve("kernels")).isEmptyDirectory();
        assertThat(make(90_000, "--folder", tree).exitStatus()).isZero();
    }

    private CommandResult make(int free, String option, Path kernel) throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        PackagedScripts.EXACT.extract(scripts);
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path df = bin.resolve("df");
        Files.writeString(df, "#!/bin/sh\necho Avail\necho '  %d'\n".formatted(free));
        Files.setPosixFilePermissions(df, PosixFilePermissions.fromString("rwx------"));
        return new LocalShell("L0 host")
                .run(Command.shell("PATH=%s:$PATH bash %s --out %s %s %s"
                        .formatted(
                                Command.quote(bin.toString()),
                                Command.quote(scripts.resolve("make-exact.sh").toString()),
                                Command.quote(folder.resolve("kernels/made").toString()),
                                option,
                                Command.quote(kernel.toString()))));
    }
}
