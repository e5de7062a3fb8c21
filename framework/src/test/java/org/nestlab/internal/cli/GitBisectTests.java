package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.Documents;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** The line of docs/exact.md, run by git itself in a tree whose kernels are text. */
class GitBisectTests {

    private static final String FIRST_BAD = "cpuid 38001";

    /** What the commits have, the oldest first. */
    private static final List<String> HISTORY = List.of(
            "cpuid 37514",
            "cpuid 37520",
            "unusable",
            "cpuid 38000",
            FIRST_BAD,
            "does not compile",
            "panics",
            "cpuid 38002");

    @TempDir
    private Path folder;

    /** What {@code make} of such a tree does. */
    private static final String MAKE = """
            #!/bin/sh
            if grep -q 'does not compile' kernel.txt; then exit 2; fi
            case "$*" in
              *modules_install*) grep -q unusable kernel.txt || mkdir -p out/lib/modules/6.99.1 ;;
              *bzImage*) mkdir -p arch/x86/boot && cp kernel.txt arch/x86/boot/bzImage ;;
              *) exit 2 ;;
            esac
            """;

    @Test
    void findsTheFirstCommitThatIsWorseAndPassesOverThoseThatCannotBeMeasured() throws IOException {
        tree();

        String said = bisect(documented());

        assertThat(said).contains("is the first bad commit").contains("    commit 5 " + FIRST_BAD);
        assertThat(git("bisect", "log").stdout())
                .contains("git bisect good")
                .contains("git bisect bad")
                .contains("git bisect skip");
    }

    @Test
    void stopsAtACommandThatIsWrongAndMarksNoCommit() throws IOException {
        tree();

        String said = bisect(documented().replace("L3:cpuid=", "L3:cpiud:"));

        assertThat(said).contains("'L3:cpiud:38000' is not a valid limit").doesNotContain("first bad commit");
        assertThat(git("bisect", "log").stdout()).doesNotContain("# skip").doesNotContain("is the first");
    }

    /** As it stands in the document, with the one path that a reader has to fill in. */
    private String documented() throws IOException {
        String line = Files.readAllLines(Documents.ROOT.resolve("docs/exact.md")).stream()
                .filter(it -> it.startsWith("git bisect run "))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("/path/to/nestlab exact");
        return line.replace("/path/to/nestlab exact", folder.resolve("nestlab") + " prepared");
    }

    private void tree() throws IOException {
        script(
                "nestlab",
                "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin/java"),
                                System.getProperty("java.class.path"),
                                PreparedKernels.class.getName()));
        script("bin/make", MAKE);
        assertThat(git("init", "--quiet").succeeded()).isTrue();
        for (int i = 0; i < HISTORY.size(); i++) {
            Files.writeString(folder.resolve("tree/kernel.txt"), HISTORY.get(i) + "\n");
            Files.writeString(folder.resolve("tree/.gitignore"), "arch\nout\n");
            git("add", ".");
            assertThat(git("commit", "--quiet", "-m", "commit %d %s".formatted(i + 1, HISTORY.get(i)))
                            .succeeded())
                    .isTrue();
        }
        assertThat(git("bisect", "start", "HEAD", "HEAD~" + (HISTORY.size() - 1))
                        .succeeded())
                .isTrue();
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String bisect(String line) {
        CommandResult result = run(line);
        return result.stdout() + result.stderr();
    }

    private CommandResult git(String... words) {
        return run("git -c user.name=a -c user.email=a@example.org "
                + String.join(" ", List.of(words).stream().map(Command::quote).toList()));
    }

    private CommandResult run(String line) {
        return new LocalShell("L0 host")
                .run(Command.shell("mkdir -p %1$s/tree && cd %1$s/tree && export PATH=%1$s/bin:$PATH && %2$s"
                                .formatted(Command.quote(folder.toString()), line))
                        .withTimeout(Duration.ofMinutes(5)));
    }
}
