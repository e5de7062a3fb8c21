package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.image.BareKernel;

/** Machines in trouble. A shell script takes QEMU's place, and its process must end with the machine. */
@Timeout(120)
class BootTests {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final MachineSpec SPEC = MachineSpec.of(Vendor.AMD);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private long free = 1L << 30;

    @AfterEach
    void noEmulatorIsLeft() {
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(child -> child.info().commandLine().orElse("").contains(folder.toString()));
    }

    @Test
    void aKernelThatPanicsEndsItsMachineAtOnce() throws IOException {
        SerialRun run = boot(LONG, LONG, """
                echo "[    0.5] Kernel panic - not syncing: VFS: Unable to mount root fs" >serial.log
                sleep 300
                """);

        assertThat(run.ending())
                .isEqualTo(new Ending.Panicked("[    0.5] Kernel panic - not syncing: VFS: Unable to mount root fs"));
        assertThat(run.wall()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aKernelThatNeverEndsHangs() throws IOException {
        SerialRun run = boot(LONG, Duration.ofSeconds(1), """
                echo "[    0.5] Run /init as init process" >serial.log
                while :; do :; done
                """);

        assertThat(run.ending()).isInstanceOf(Ending.Hung.class);
        assertThat(run.ending().text()).endsWith("[    0.5] Run /init as init process");
    }

    @Test
    void aHostThatGivesNoTimeIsTooSlowAndTellsNothing() throws IOException {
        SerialRun run = boot(Duration.ofSeconds(1), LONG, """
                echo "nestlab-exact: begin" >serial.log
                sleep 300
                """);

        assertThat(run.ending()).isInstanceOf(Ending.TooSlow.class);
        assertThat(run.ending().tells()).isFalse();
    }

    @Test
    void aKernelThatPrintsWithoutEndIsStopped() throws IOException {
        SerialRun run =
                boot(LONG, LONG, """
                yes "%s" | head -c %d >serial.log
                sleep 300
                """.formatted("a kernel that repeats itself ".repeat(100), SerialLine.MOST_BYTES + 1));

        assertThat(run.ending().text()).contains("it prints without end");
    }

    /** The machine looks as if it hung, because nothing that it prints arrives any more. */
    @Test
    void aDiskThatFillsWhileTheMachineRunsTellsNothing() throws IOException {
        free = 0;

        SerialRun run = boot(LONG, Duration.ofSeconds(1), """
                echo "nestlab-exact: begin" >serial.log
                while :; do :; done
                """);

        assertThat(run.ending()).isEqualTo(new Ending.DiskFull(folder));
        assertThat(run.ending().tells()).isFalse();
    }

    @Test
    void aMachineThatFinishedOnAFullDiskIsJudged() throws IOException {
        free = 0;

        SerialRun run = boot(LONG, LONG, """
                echo "nestlab-exact: begin" >serial.log
                echo "nestlab-exact: end 0" >>serial.log
                """);

        assertThat(run.ending()).isEqualTo(new Ending.Finished(0));
    }

    @Test
    void aFeatureThatTheEmulatorLacksIsNamed() {
        String warning =
                "qemu-system-x86_64: warning: TCG doesn't support requested feature: CPUID.07H:EBX.hle [bit 4]";

        assertThatThrownBy(() -> boot(SPEC.addCpuFeature("hle"), LONG, LONG, """
                        echo "%s" >&2
                        echo "nestlab-exact: begin" >serial.log
                        echo "nestlab-exact: end 0" >>serial.log
                        """.formatted(warning)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("QEMU 10.0.2 cannot emulate the exact machine %s: %s", SPEC.addCpuFeature("hle"), warning);
    }

    private SerialRun boot(Duration limit, Duration mostSilence, String script) throws IOException {
        return boot(SPEC, limit, mostSilence, script);
    }

    private SerialRun boot(MachineSpec spec, Duration limit, Duration mostSilence, String script) throws IOException {
        Path program = Files.writeString(folder.resolve("qemu"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        BareKernel kernel = new BareKernel(Files.createDirectory(folder.resolve("kernel")), "6.1");
        Files.writeString(kernel.folder().resolve("vmlinux"), "");
        return new Boot(
                        new TcgEmulator(program, "10.0.2"),
                        new EmulatorIdentity("QEMU", "10.0.2", "0", "EPYC", "1"),
                        spec,
                        folder,
                        new Room(folder, () -> free))
                .run(
                        new BootFiles(kernel, folder.resolve("initrd"), ""),
                        "",
                        new MachineWatch(limit, mostSilence),
                        line -> {});
    }
}
