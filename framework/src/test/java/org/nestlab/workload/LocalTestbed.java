package org.nestlab.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.nestlab.fake.FakeGuest;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Machine;
import org.nestlab.spec.Tier;

/**
 * This very machine: commands run in a real shell, whose temporary folder and first folder of programs are the test's.
 */
final class LocalTestbed implements Testbed {

    final Path tmp;
    final Path bin;
    private final String shell;
    private final Path files;
    private final FakeGuest guest = FakeGuest.l1();

    LocalTestbed(Path folder, String shell) throws IOException {
        this.shell = shell;
        this.tmp = Files.createDirectory(folder.resolve("tmp"));
        this.bin = Files.createDirectory(folder.resolve("bin"));
        this.files = Files.createDirectory(folder.resolve("files"));
    }

    /** Puts a script before the programs of this machine. */
    void program(String name, String script) throws IOException {
        script(bin.resolve(name), script);
    }

    static void script(Path file, String script) throws IOException {
        Files.writeString(file, script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    @Override
    public Machine machine() {
        return guest;
    }

    @Override
    public CommandResult run(Command command) {
        try {
            Path input =
                    Files.writeString(files.resolve("stdin"), command.input().orElse(""));
            ProcessBuilder builder = new ProcessBuilder(shell, "-c", command.line())
                    .redirectInput(input.toFile())
                    .redirectOutput(files.resolve("stdout").toFile())
                    .redirectError(files.resolve("stderr").toFile());
            builder.environment().put("TMPDIR", tmp.toString());
            builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
            long start = System.nanoTime();
            Process process = builder.start();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end");
            }
            return CommandResult.of(
                    guest.label(),
                    command,
                    process.exitValue(),
                    Files.readString(files.resolve("stdout"), StandardCharsets.UTF_8),
                    Files.readString(files.resolve("stderr"), StandardCharsets.UTF_8),
                    Duration.ofNanos(System.nanoTime() - start),
                    false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CommandResult runOnParent(Command command) {
        return run(command);
    }

    @Override
    public int cpus() {
        return 2;
    }

    @Override
    public Timing timing() {
        return new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
    }

    @Override
    public Tier tier() {
        return Tier.KVM;
    }

    @Override
    public Optional<ScratchDisk> scratchDisk() {
        return Optional.empty();
    }
}
