package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.nestlab.internal.engine.ChildJvm;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * A git repository whose commits have one file each, and a bisection of it between the first commit, which is good, and
 * the last.
 *
 * @param folder in which {@code tree} is the repository, and {@code bin} comes first on the PATH
 * @param limit of one command
 */
record BisectedTree(Path folder, Duration limit) {

    static final String FILE = "kernel.txt";

    /** Commits {@code commit 1 TEXT}, {@code commit 2 TEXT}, and begins the bisection. */
    void commit(List<String> texts) {
        git("init", "--quiet");
        for (int i = 0; i < texts.size(); i++) {
            write("tree/" + FILE, texts.get(i) + "\n");
            write("tree/.gitignore", "arch\nout\n");
            git("add", ".");
            git("commit", "--quiet", "--message", "commit %d %s".formatted(i + 1, texts.get(i)));
        }
        git("bisect", "start", "HEAD", "HEAD~" + (texts.size() - 1));
    }

    /** A program that runs a class of this JVM's class path with what it is given. */
    Path launcher(Class<?> main) {
        return script(
                "nestlab",
                "#!/bin/sh\nexec '%s' %s -cp '%s' %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin/java"),
                                String.join(" ", ChildJvm.FOR_SECONDS),
                                System.getProperty("java.class.path"),
                                main.getName()));
    }

    Path script(String name, String text) {
        Path file = write(name, text);
        try {
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints, on both streams. */
    String run(String line) {
        CommandResult result = shell(line);
        return result.stdout() + result.stderr();
    }

    String git(String... words) {
        CommandResult result = shell("git -c user.name=a -c user.email=a@example.org "
                + String.join(" ", List.of(words).stream().map(Command::quote).toList()));
        assertThat(result.succeeded()).as("%s", result).isTrue();
        return result.stdout();
    }

    private CommandResult shell(String line) {
        return new LocalShell("L0 host")
                .run(Command.shell("mkdir -p %1$s/tree && cd %1$s/tree && export PATH=%1$s/bin:$PATH && %2$s"
                                .formatted(Command.quote(folder.toString()), line))
                        .withTimeout(limit));
    }

    private Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
