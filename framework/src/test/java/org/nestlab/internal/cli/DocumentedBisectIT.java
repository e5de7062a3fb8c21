package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.Documents;

/** The line of docs/exact.md, run by git itself in a tree whose kernels are text: a JVM for each commit, no machine. */
class DocumentedBisectIT {

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

    @TempDir
    private Path folder;

    private BisectedTree tree;

    @BeforeEach
    void aTree() {
        tree = new BisectedTree(folder, Duration.ofMinutes(5));
        tree.script("bin/make", MAKE);
        tree.commit(HISTORY);
    }

    @Test
    void findsTheFirstCommitThatIsWorseAndPassesOverThoseThatCannotBeMeasured() throws IOException {
        String said = tree.run(documented());

        assertThat(said).contains("is the first bad commit").contains("    commit 5 " + FIRST_BAD);
        assertThat(tree.git("bisect", "log"))
                .contains("git bisect good")
                .contains("git bisect bad")
                .contains("git bisect skip");
    }

    @Test
    void stopsAtACommandThatIsWrongAndMarksNoCommit() throws IOException {
        String said = tree.run(documented().replace("L3:cpuid=", "L3:cpiud:"));

        assertThat(said).contains("'L3:cpiud:38000' is not a valid limit").doesNotContain("first bad commit");
        assertThat(tree.git("bisect", "log")).doesNotContain("# skip").doesNotContain("is the first");
    }

    /** As it stands in the document, with the one path that a reader has to fill in. */
    private String documented() throws IOException {
        String line = Files.readAllLines(Documents.ROOT.resolve("docs/exact.md")).stream()
                .filter(it -> it.startsWith("git bisect run "))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("/path/to/nestlab exact");
        return line.replace("/path/to/nestlab exact", tree.launcher(PreparedKernels.class) + " prepared");
    }
}
