package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.machine.Command;

/**
 * One boot of one machine, from the start of its emulator to its end.
 *
 * @param folder in which it runs
 * @param room on the disk of the folder
 */
record Boot(Emulator emulator, EmulatorIdentity identity, MachineSpec spec, Path folder, Room room) {

    private static final Duration LOOK = Duration.ofMillis(100);

    /** The time from a machine's last line to the end of its emulator; after that the emulator is killed. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private static final int MOST_REMARKS = 100;
    private static final long MOST_LOG_BYTES = 64L << 20;

    /**
     * Boots it.
     *
     * @param innerKernel what distinguishes L2's kernel from others; empty if there is no L2
     * @param progress receives a line at each stage of the boot
     */
    SerialRun run(BootFiles files, String innerKernel, MachineWatch watch, Consumer<String> progress)
            throws IOException {
        List<String> command = emulator.prepare(spec, files, folder);
        Stages stages = new Stages(spec);
        long start = System.nanoTime();
        try (EmulatorProcess process = EmulatorProcess.start(command, emulator.environment(), folder)) {
            progress.accept(stages.begins());
            Ending ending = watched(
                    process,
                    watch,
                    start,
                    line -> stages.of(line, process.cpu()).ifPresent(progress));
            progress.accept(stages.ended(ending, process.cpu()));
            Duration wall = since(start);
            List<String> remarks = remarks();
            EmulatorEnd end = new EmulatorEnd(emulator, identity.name(), process.status(), remarks);
            refused(watch, end);
            return new SerialRun(
                    spec,
                    files.kernel().release(),
                    innerKernel,
                    watch.lines(),
                    room.judge(end.judge(ending, spec, watch.lines())),
                    process.cpu(),
                    wall,
                    identity,
                    remarks,
                    remarks.stream().filter(emulator::isFault).toList(),
                    command.stream().map(Command::quote).collect(Collectors.joining(" ")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException("L0 host: the exact machine %s was interrupted".formatted(spec), e);
        }
    }

    private Ending watched(EmulatorProcess process, MachineWatch watch, long start, Consumer<String> each)
            throws IOException, InterruptedException {
        SerialLine serial = new SerialLine(folder.resolve(Emulator.SERIAL));
        while (true) {
            // Checked before the lines are read: the last lines are read after its end.
            boolean alive = process.isAlive();
            Duration cpu = process.cpu();
            for (String line : serial.more()) {
                each.accept(line);
                Optional<Ending> told = watch.line(line, cpu);
                if (told.isPresent()) {
                    process.awaitEnd(GOODBYE);
                    serial.more().forEach(watch.lines()::add);
                    return told.get();
                }
            }
            if (!alive) {
                return watch.stopped();
            }
            if (serial.isFull() || logBytes() > MOST_LOG_BYTES) {
                return new Ending.Stopped("it prints without end, and was ended");
            }
            Optional<Ending> late = watch.clocks(cpu, since(start));
            if (late.isPresent()) {
                return late.get();
            }
            process.awaitEnd(LOOK);
        }
    }

    /** The emulator's remarks that are worth showing, each once. */
    private List<String> remarks() throws IOException {
        Set<String> remarks = new LinkedHashSet<>();
        for (Path log : logs()) {
            try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                lines.map(line -> emulator.remark(spec, line))
                        .flatMap(Optional::stream)
                        .distinct()
                        .limit(MOST_REMARKS)
                        .forEach(remarks::add);
            }
        }
        return new ArrayList<>(remarks);
    }

    private List<Path> logs() {
        return Stream.concat(Stream.of(EmulatorProcess.PRINTED), emulator.logs().stream())
                .map(folder::resolve)
                .filter(Files::exists)
                .toList();
    }

    private long logBytes() throws IOException {
        long bytes = 0;
        for (Path log : logs()) {
            bytes += Files.size(log);
        }
        return bytes;
    }

    /** Throws if the emulator, or this host, cannot provide the requested machine. */
    private void refused(MachineWatch watch, EmulatorEnd end) {
        end.requireParts();
        List<String> remarks = end.remarks();
        Optional<String> refusal = remarks.stream()
                .flatMap(remark -> emulator.refusal(spec, remark).stream())
                .findFirst();
        if (refusal.isPresent()) {
            throw new LabConfigurationException("%s %s cannot emulate the exact machine %s: %s"
                    .formatted(identity.name(), identity.version(), spec, refusal.get()));
        }
        List<String> missing = watch.missingParameters();
        if (!missing.isEmpty()) {
            throw new LabConfigurationException(
                    "the kernel of the exact machine %s has no module parameter %s: expected one that /sys/module has"
                            .formatted(spec, String.join(", ", missing)));
        }
        if (watch.lines().isEmpty() && end.isByItself()) {
            throw new HostNotCapableException(
                    "L0 host: %s ended with status %d before the exact machine %s printed anything: %s"
                            .formatted(
                                    identity.name(),
                                    end.status().getAsInt(),
                                    spec,
                                    remarks.isEmpty() ? "it said nothing" : String.join("; ", remarks)));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
