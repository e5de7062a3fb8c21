package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/site.sh hands each page of the handbook to MkDocs, under the headings of the table of contents. */
class HandbookSiteTests {

    /** In the place of MkDocs: keeps what it is called with, its configuration, and which pages there are. */
    private static final String FAKE = """
            #!/bin/bash
            printf '%s ' "$@" >"$KEPT/words"
            cp "$5" "$KEPT/mkdocs.yml"
            cd "$(dirname "$5")/pages" && find . -name '*.md' >"$KEPT/pages"
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void eachPageIsInTheNavigation() throws IOException, InterruptedException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path mkdocs = Files.writeString(bin.resolve("mkdocs"), FAKE);
        Files.setPosixFilePermissions(mkdocs, PosixFilePermissions.fromString("rwx------"));

        assertThat(site(bin + ":" + System.getenv("PATH"))).isEqualTo("site: " + folder.resolve("site/index.html\n"));

        assertThat(folder.resolve("words")).content().startsWith("build --strict ");
        String navigation = Files.readString(folder.resolve("mkdocs.yml"));
        String pages = Files.readString(folder.resolve("pages"));
        assertThat(navigation).contains("  - To begin:\n      - \"Quick start\": docs/quick-start.md\n");
        for (Path page : Documents.forUsers()) {
            String name = Documents.ROOT.relativize(page).toString();
            assertThat(navigation).contains(": " + name + "\n");
            assertThat(pages).contains("./" + name + "\n");
        }
    }

    @Test
    void withoutMkDocsItSaysWhatToInstall() throws IOException, InterruptedException {
        assertThat(site("/nonexistent"))
                .isEqualTo("site: no mkdocs; install Debian's packages mkdocs and mkdocs-material\n");
    }

    private String site(String path) throws IOException, InterruptedException {
        String script = Documents.ROOT.resolve("docs/site.sh").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("/bin/bash", script, folder.resolve("site").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("PATH", path);
        builder.environment().put("KEPT", folder.toString());
        assertThat(builder.start().waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Files.readString(folder.resolve("output"));
    }
}
