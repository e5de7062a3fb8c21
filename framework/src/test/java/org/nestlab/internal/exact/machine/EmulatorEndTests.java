package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.image.BareKernel;
import org.nestlab.stack.Stack;

class EmulatorEndTests {

    private static final TcgEmulator QEMU = new TcgEmulator(Path.of("qemu"), "10.0.2");
    private static final Ending STOPPED = new Ending.Stopped("L2: [    0.5] x");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private static Ending judged(int status, Ending ending, String... remarks) {
        return end(status, remarks).judge(ending);
    }

    private static EmulatorEnd end(int status, String... remarks) {
        return new EmulatorEnd(QEMU, "QEMU", OptionalInt.of(status), List.of(remarks));
    }

    @Test
    void aHangThatIsKnownOfTheEmulatorIsNotTheKernels() {
        Ending hung = new Ending.Hung(Duration.ofSeconds(161), "nestlab-exits 1 end level=L2 kinds=2");
        MachineSpec machine = MachineSpec.of(Vendor.AMD).on(Stack.parse("L1.kvm_amd.npt=0"));
        List<String> silentL2 = List.of("nestlab-exact: begin", "nestlab-exits 1 end level=L2 kinds=2");
        EmulatorEnd running = new EmulatorEnd(QEMU, "QEMU", OptionalInt.empty(), List.of());

        Ending ending = running.judge(hung, machine, silentL2);

        assertThat(ending.tells()).isFalse();
        assertThat(ending.text())
                .isEqualTo(
                        "a fault of the emulator: QEMU 10.0.2 takes a guest's read of CR3 for one of CR0, so that no Linux boots in L2"
                                + " without nested paging (kvm_amd.npt=0); expected QEMU older than 9.1, or nested paging");
        assertThat(running.judge(hung, MachineSpec.of(Vendor.AMD), silentL2)).isSameAs(hung);
        assertThat(running.judge(hung, machine, List.of("nestlab-exact: begin", "L2: nestlab-exact: begin")))
                .as("L2 has booted, so that it hangs for another reason")
                .isSameAs(hung);
        assertThat(running.judge(STOPPED, machine, silentL2)).isSameAs(STOPPED);
    }

    @ParameterizedTest
    @CsvSource({"7.2.22, false", "9.0.4, false", "9.1.0, true", "11.1.3 (Debian 1:11.1.3), true", "unknown, false"})
    void aFaultIsThatOfItsVersions(String version, boolean known) {
        MachineSpec machine = MachineSpec.of(Vendor.AMD).on(Stack.parse("L1.kvm_amd.npt=N"));

        assertThat(new TcgEmulator(Path.of("qemu"), version)
                        .knownHang(machine, List.of())
                        .isPresent())
                .isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 15})
    void aSignalFromOutsideTellsNothing(int signal) {
        Ending ending = judged(128 + signal, STOPPED);

        assertThat(ending.tells()).isFalse();
        assertThat(ending.text()).startsWith("the emulator was ended from outside: QEMU was ended by signal " + signal);
    }

    @Test
    void qemuEndsWithStatusZeroWhenItIsAskedTo() {
        Ending ending = judged(0, STOPPED, "qemu-system-x86_64: terminating on signal 15 from pid 4711 (sh)");

        assertThat(ending.tells()).isFalse();
        assertThat(ending.text())
                .isEqualTo(
                        "the emulator was ended from outside: qemu-system-x86_64: terminating on signal 15 from pid 4711 (sh)");
    }

    @Test
    void bochsEndsWithAPanicWhenItsTerminalIsGone() {
        BochsEmulator bochs = BochsEmulator.of(Path.of("bochs"), Path.of("bochs"), "Bochs x86 Emulator 2.7");
        String remark = bochs.remark(
                        MachineSpec.of(Vendor.INTEL), "00207312666p[TERM  ] >>PANIC<< Received SIGHUP: quit simulation")
                .orElseThrow();

        Ending ending = new EmulatorEnd(bochs, "Bochs", OptionalInt.of(1), List.of(remark)).judge(STOPPED);

        assertThat(ending.text())
                .isEqualTo("the emulator was ended from outside: PANIC: Received SIGHUP: quit simulation");
    }

    /** So that the other vendor is measured alone, as where Bochs is not installed at all. */
    @Test
    void bochsWithoutItsTerminalIsAHostThatLacksIt() {
        BochsEmulator bochs = BochsEmulator.of(Path.of("bochs"), Path.of("bochs"), "Bochs x86 Emulator 2.7");
        String remark = bochs.remark(
                        MachineSpec.of(Vendor.INTEL),
                        "00000000000p[      ] >>PANIC<< bochsrc:2: display library 'term' not available")
                .orElseThrow();
        EmulatorEnd end = new EmulatorEnd(bochs, "Bochs", OptionalInt.of(1), List.of(remark));

        assertThatThrownBy(end::requireParts)
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: the display library term of Bochs is not installed, which opens no window. Install the package bochs-term: `nestlab setup` does it");
        assertThatCode(end(1, "Property 'EPYC.x' not found")::requireParts).doesNotThrowAnyException();
    }

    @Test
    void aCrashIsTheEmulatorsFault() {
        assertThat(judged(128 + 11, STOPPED)).isEqualTo(new Ending.EmulatorFault("QEMU crashed with signal 11"));
        assertThat(judged(128 + 6, STOPPED, "ERROR:../accel/tcg/cpu-exec.c:1: bad"))
                .isEqualTo(new Ending.EmulatorFault("ERROR:../accel/tcg/cpu-exec.c:1: bad"));
    }

    @Test
    void aMachineThatWasResetStoppedByItself() {
        assertThat(judged(0, STOPPED)).isSameAs(STOPPED);
        assertThat(judged(1, new Ending.Panicked("Kernel panic")).tells()).isTrue();
    }

    @Test
    void aMachineThatCameToItsEndHasOneWhateverEndsItsEmulator() {
        Ending finished = new Ending.Finished(0);

        assertThat(judged(128 + 15, finished)).isSameAs(finished);
    }

    @Test
    void onlyWhatEndsByItselfMayHaveBeenMisconfigured() {
        assertThat(end(1, "Property 'EPYC.x' not found").isByItself()).isTrue();
        assertThat(end(137).isByItself()).isFalse();
        assertThat(end(0, "qemu-system-x86_64: terminating on signal 15").isByItself())
                .isFalse();
        assertThat(new EmulatorEnd(QEMU, "QEMU", OptionalInt.empty(), List.of()).isByItself())
                .isFalse();
    }

    /** A program that says and does what QEMU does when a signal asks it to end. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL", "HUP"})
    void aBootWhoseEmulatorIsEndedFromOutsideTellsNothing(String signal) throws Exception {
        Path program = Files.writeString(folder.resolve("qemu"), """
                #!/usr/bin/env -S --default-signal=HUP sh
                trap 'echo "qemu-system-x86_64: terminating on signal 15 from pid 1 (sh)" >&2; exit 0' TERM
                echo "nestlab-exact: begin" >serial.log
                while :; do sleep 0.05; done
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        MachineSpec spec = MachineSpec.of(Vendor.AMD);
        BareKernel kernel = new BareKernel(Files.createDirectory(folder.resolve("kernel")), "6.1");
        Files.writeString(kernel.folder().resolve("vmlinux"), "");
        EmulatorIdentity identity = new EmulatorIdentity("QEMU", "10.0.2", "0", "EPYC", "1");
        Boot boot = new Boot(new TcgEmulator(program, "10.0.2"), identity, spec, folder, Room.of(folder));

        SerialRun run = boot.run(
                new BootFiles(kernel, folder.resolve("initrd"), ""),
                "",
                new MachineWatch(Duration.ofMinutes(5), Duration.ofMinutes(5)),
                line -> {
                    if (line.contains("L1 has booted")) {
                        ProcessHandle.current()
                                .children()
                                .filter(child ->
                                        child.info().commandLine().orElse("").contains(program.toString()))
                                .forEach(child -> signal(signal, child.pid()));
                    }
                });

        assertThat(run.ending()).isInstanceOf(Ending.EndedFromOutside.class);
        assertThat(run.ending().tells()).isFalse();
    }

    private static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
