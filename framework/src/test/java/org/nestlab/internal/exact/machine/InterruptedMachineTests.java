package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.engine.ChildJvm;

/** A process that is interrupted while a machine runs leaves nothing of it. */
class InterruptedMachineTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    /** The process; its emulator is a program that runs for long. */
    public static void main(String[] arguments) throws IOException {
        try (MachineFolder machine = MachineFolder.create(Path.of(arguments[0]));
                EmulatorProcess emulator = EmulatorProcess.start(
                        List.of("sh", "-c", "while :; do echo line; sleep 0.01; done >serial.log"),
                        List.of(),
                        machine.path())) {
            Files.writeString(
                    Files.createDirectory(machine.path().resolve("isolinux")).resolve("kernel"), "");
            System.out.println(emulator.isAlive() ? "RUNNING" : "it has ended");
            System.in.read();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void theMachineGoesWithTheProcess(String signal) throws IOException {
        try (ChildJvm child =
                ChildJvm.start(InterruptedMachineTests.class.getName(), Map.of(), List.of(folder.toString()))) {
            child.awaitLine("RUNNING");
            assertThat(folder.resolve("exact")).isNotEmptyDirectory();
            age();
            assertThat(MachineFolder.sweep(folder))
                    .as("another run leaves a machine that runs")
                    .isEmpty();

            child.signal(signal);
            child.awaitEnd(Duration.ofMinutes(1));

            assertThat(folder.resolve("exact")).isEmptyDirectory();
        }
    }

    /** Makes the machine's folder old enough to be taken for a remnant. */
    private void age() throws IOException {
        try (Stream<Path> machines = Files.list(folder.resolve("exact"))) {
            for (Path machine : machines.toList()) {
                Files.setLastModifiedTime(machine, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
            }
        }
    }
}
