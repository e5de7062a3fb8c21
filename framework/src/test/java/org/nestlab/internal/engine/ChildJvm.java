package org.nestlab.internal.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Another JVM with this one's class path, and what it has printed so far. */
public final class ChildJvm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A child has its journals where this JVM has them. */
    private static final String STATE_DIR = "nestlab.state.dir";

    /**
     * Options of a JVM that lives for seconds: the second compiler and the verification of classes would take more
     * time than they save.
     */
    public static final List<String> FOR_SECONDS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a class with a {@code main} method. */
    public static ChildJvm start(String mainClass, Map<String, String> properties, List<String> arguments) {
        // A shell that runs its commands in the background lets them ignore Ctrl-C, and so whatever these start.
        // Whether a CI server runs these tests must make no difference to what they see.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP,INT", "--unset=CI"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FOR_SECONDS);
        String state = System.getProperty(STATE_DIR);
        if (state != null && !properties.containsKey(STATE_DIR)) {
            command.add("-D" + STATE_DIR + "=" + state);
        }
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        // Surefire's own class path is a jar that it deletes; it tells the real one here.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        try {
            return new ChildJvm(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("output lost: " + e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** What it printed, to both streams. */
    public String output() {
        return String.join("\n", lines);
    }

    /** Waits until it has printed the words, and gives the line. */
    public String awaitLine(String words) {
        Awaitility.await("a line with '%s' of the child; so far:%n%s".formatted(words, output()))
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || output().contains(words));
        return lines.stream()
                .filter(line -> line.contains(words))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("the child ended without a line with '%s':%n%s".formatted(words, output())));
    }

    /** SIGKILL, as by the kernel's out-of-memory killer. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(PATIENCE);
    }

    /** SIGTERM, as by Ctrl-C or a CI server that aborts a build. */
    public void terminate() {
        process.destroy();
    }

    /** Any other signal, for example {@code INT} for Ctrl-C. */
    public void signal(String name) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -%s %d".formatted(name, pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends its standard input. */
    public void release() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended, and gives its exit status. */
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the child still runs after %s:%n%s".formatted(atMost, output()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the child", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
