package org.nestlab.internal.history;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.opentest4j.TestAbortedException;

/** A real PostgreSQL server from Debian's packages, in a folder of its own, run as the user nobody. Needs root. */
final class PostgresServer implements AutoCloseable {

    private final Path folder;
    private final Path programs;
    private final int port;

    private PostgresServer(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    /** Starts one, or aborts the test where the packages are not installed. */
    static PostgresServer start() throws IOException, InterruptedException {
        Path programs = programs();
        Path folder = Files.createTempDirectory(
                "nestlab-postgres", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(folder.resolve("password"), "s3cret");
        run(List.of("chown", "-R", "nobody", folder.toString()));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        PostgresServer server = new PostgresServer(folder, programs, port);
        server.asNobody(
                "initdb",
                "-D",
                folder + "/data",
                "-U",
                "nestlab",
                "-A",
                "scram-sha-256",
                "--pwfile=" + folder + "/password");
        server.control("start");
        return server;
    }

    private static Path programs() throws IOException {
        Path root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root) || !"root".equals(System.getProperty("user.name"))) {
            throw new TestAbortedException(
                    "no PostgreSQL server can be started here: install the package postgresql and run as root");
        }
        try (Stream<Path> versions = Files.list(root)) {
            return versions.map(it -> it.resolve("bin"))
                    .filter(it -> Files.isExecutable(it.resolve("initdb")))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new TestAbortedException("no initdb in " + root + ": install postgresql"));
        }
    }

    void control(String verb) throws IOException, InterruptedException {
        asNobody(
                "pg_ctl",
                "-D",
                folder + "/data",
                "-l",
                folder + "/log",
                "-o",
                "-p %d -k %s -c listen_addresses=127.0.0.1".formatted(port, folder),
                "-m",
                "fast",
                "-w",
                verb);
    }

    private void asNobody(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("nestlab-postgres", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            Assertions.assertThat(ended && process.exitValue() == 0)
                    .as("%s: %s", command, Files.readString(output))
                    .isTrue();
        } finally {
            Files.delete(output);
        }
    }

    String url(String schema) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=nestlab&password=s3cret&currentSchema=%s"
                .formatted(port, schema);
    }

    @Override
    public void close() throws IOException {
        try {
            control("stop");
            run(List.of("rm", "-r", folder.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
