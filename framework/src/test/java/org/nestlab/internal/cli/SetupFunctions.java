package org.nestlab.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The set-up script's own functions, run by a real bash with stand-ins for the programs that would change the machine.
 *
 * @param folder where the stand-ins are, and what they leave
 */
record SetupFunctions(Path folder) {

    /** A program that is found before the machine's own. */
    void program(String name, String body) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** What stand-ins wrote to {@code calls}. */
    String calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readString(calls) : "";
    }

    /** Runs some lines of bash after the script's functions; gives what they say. */
    String run(String lines) throws IOException, InterruptedException {
        return run(lines, folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    /** The same with other programs to be found. */
    String run(String lines, String path) throws IOException, InterruptedException {
        String script;
        try (InputStream in = Objects.requireNonNull(SetupCommand.class.getResourceAsStream(SetupCommand.SCRIPT))) {
            script = new String(in.readAllBytes(), UTF_8);
        }
        String functions = script.substring(0, script.indexOf("\ncommand=")) + "\n" + lines + "\n";
        Path file = Files.writeString(folder.resolve("functions.sh"), functions);
        ProcessBuilder bash = new ProcessBuilder("/bin/bash", file.toString()).redirectErrorStream(true);
        bash.environment().put("PATH", path);
        bash.environment().put("NESTLAB_CPUINFO", folder.resolve("cpuinfo").toString());
        // What the machine's own set-up has started is not a test's to stop.
        bash.environment().put("NESTLAB_STATE_DIR", folder.resolve("state").toString());
        Process process = bash.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
