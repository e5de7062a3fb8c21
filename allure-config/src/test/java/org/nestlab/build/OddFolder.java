package org.nestlab.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A checkout with some of this repository's files and programs of its own, in a folder whose name a shell would take
 * apart.
 */
record OddFolder(Path root) {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    static OddFolder in(Path folder) throws IOException {
        return new OddFolder(Files.createDirectories(folder.resolve("it's \"a\" f o")));
    }

    /** Copies a file of the repository to its place. */
    void take(String file) throws IOException {
        Files.createDirectories(root.resolve(file).resolveSibling(""));
        Files.copy(REPOSITORY.resolve(file), root.resolve(file));
    }

    void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).resolveSibling(""));
        Files.writeString(root.resolve(file), text);
    }

    /** Puts a program before the machine's. */
    void program(String name, String script) throws IOException {
        write("bin/" + name, "#!/bin/bash\n" + script);
        Files.setPosixFilePermissions(root.resolve("bin").resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Starts a file of it from another folder; what it prints is in {@link #output}. */
    Process start(String file, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve(file).toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolveSibling("").toFile())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("output").toFile());
        builder.environment().merge("PATH", root.resolve("bin").toString(), (path, first) -> first + ":" + path);
        builder.environment().remove("JAVA_HOME");
        return builder.start();
    }

    /** The same to its end. */
    int run(String file, String... arguments) throws IOException, InterruptedException {
        Process process = start(file, arguments);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(file + " did not end: " + output());
        }
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(root.resolve("output"), StandardCharsets.UTF_8);
    }
}
