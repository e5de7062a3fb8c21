package org.nestlab.allure.report;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, found by the PATH of a given environment. */
final class Tool {

    private final Map<String, String> environment;

    Tool(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The path of the program, if it is on the PATH. */
    Optional<Path> find(String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isExecutable(file) && !Files.isDirectory(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * Runs a program to its end and returns its output, with both streams mixed.
     *
     * @throws IOException if it does not start, fails or takes longer than {@code timeout}, with which of these, and
     *     the last lines
     */
    String run(Path folder, Duration timeout, List<String> command) throws IOException {
        Path log = Files.createTempFile("nestlab-report", ".log");
        try (InputStream printed = Files.newInputStream(log)) {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            // Both have it open, so that nothing of it stays where this process is killed.
            Files.delete(log);
            boolean ended = await(process, timeout);
            String output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
            String program = Path.of(command.get(0)).getFileName() + " " + command.get(1);
            if (!ended) {
                throw new IOException("`%s` did not end in %d s".formatted(program, timeout.toSeconds()));
            }
            if (process.exitValue() != 0) {
                throw new IOException("`%s` ended with exit status %d: %s"
                        .formatted(program, process.exitValue(), lastLines(output)));
            }
            return output;
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static boolean await(Process process, Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** One line of the output: npm and node report errors near the end. */
    private static String lastLines(String output) {
        List<String> lines = output.lines()
                .map(l -> l.replaceAll("\u001B\\[[0-9;]*m", "").strip())
                .filter(l -> !l.isEmpty() && !l.startsWith("npm warn"))
                .toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }
}
