package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Host;
import org.nestlab.spec.Tier;

/** With this machine's own shell: what is a lab's file and what only looks like one. */
class HostFileTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Host host = new ShellHost(new LocalShell("L0 host"), "qemu:///system");
    private Path file = folder;
    private HostSide.Scratch plan = new HostSide.Scratch("", 0, "");

    @BeforeEach
    void make() throws IOException {
        file = folder.resolve("shared-scratch.raw");
        plan = new HostSide.Scratch(file.toString(), 8192, "nestlab-shared");
        Files.write(file, "x".repeat(8192).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("nestlab-owner"), "5f0c0000-0000-4000-8000-000000000000 0badcafe\n");
    }

    private void check() {
        HostFile.check(
                host,
                new HostSide(
                        "0badcafe",
                        Tier.EMULATED,
                        folder.toString(),
                        Optional.of(plan),
                        "/images/image.qcow2",
                        "qcow2"),
                plan);
    }

    private void isRefused(String observed) {
        assertThatThrownBy(this::check)
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(
                        "L0 host: %s is not the scratch disk of lab 0badcafe, and nothing is written to it: observed %s, expected a file of 8192 bytes",
                        plan.file(), observed);
    }

    @Test
    void theLabsFileIsTaken() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aLinkToSomebodysDataIsRefused() throws IOException {
        Path precious = folder.resolve("precious");
        Files.move(file, precious);
        Files.createSymbolicLink(file, precious);

        isRefused("a symbolic link to " + precious);
    }

    @Test
    void aDeviceIsRefused() {
        plan = new HostSide.Scratch("/dev/null", 8192, "nestlab-shared");

        isRefused("character special file");
    }

    @Test
    void aFileThatIsNotThereIsRefused() throws IOException {
        Files.delete(file);

        isRefused("nothing");
    }

    @Test
    void aFileInAnotherFolderIsRefused() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path other = Files.move(file, elsewhere.resolve("shared-scratch.raw"));
        plan = new HostSide.Scratch(other.toString(), 8192, "nestlab-shared");

        isRefused("outside of " + folder);
    }

    @Test
    void aFolderOfAnotherLabIsRefused() throws IOException {
        Files.writeString(folder.resolve("nestlab-owner"), "5f0c0000-0000-4000-8000-000000000000 0badcaff\n");

        isRefused("in a folder without the lab's mark");
    }

    @Test
    void aFileOfAnotherSizeIsRefused() throws IOException {
        Files.writeString(file, "short");

        isRefused("a file of 5 bytes");
    }

    @Test
    void aHoleIsSeen() throws IOException {
        FakeHost full = new FakeHost();
        full.answers.on(
                "qemu-img map",
                "[{ \"start\": 0, \"length\": 1073741824, \"depth\": 0, \"present\": true, \"zero\": false, \"data\": true, \"offset\": 0}]\n");
        FakeHost sparse = new FakeHost();
        sparse.answers.on("qemu-img map", """
                [{ "start": 0, "length": 4096, "depth": 0, "present": true, "zero": false, "data": true, "offset": 0},
                { "start": 4096, "length": 4096, "depth": 0, "present": true, "zero": true, "data": false, "offset": 4096}]
                """);

        assertThat(HostFile.filled(full, plan).passed()).isTrue();
        assertThat(HostFile.filled(sparse, plan))
                .hasToString("extents of the scratch disk: observed 1 of 2 empty, expected data in every extent");
        assertThat(HostFile.filled(sparse, plan).passed()).isFalse();
    }

    @Test
    void aRealHoleIsSeenByTheRealTool() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                host.run("command -v qemu-img").succeeded(), "qemu-img is not installed");
        Path sparse = folder.resolve("sparse");
        try (RandomAccessFile holes = new RandomAccessFile(sparse.toFile(), "rw")) {
            holes.setLength(4 << 20);
        }

        assertThat(HostFile.filled(host, new HostSide.Scratch(sparse.toString(), 4 << 20, "s"))
                        .passed())
                .isFalse();
    }
}
