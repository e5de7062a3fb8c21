package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is staged for a release is refused for each thing that it lacks. */
class ReleaseCheckTests {

    @TempDir
    Path folder;

    private StagedModules staged = new StagedModules(Path.of("."));

    @BeforeEach
    void stage() throws IOException {
        staged = StagedModules.complete(folder);
    }

    @Test
    void acceptsWhatIsComplete() throws IOException {
        assertThat(staged.faults("nestlab-parent", "pom")).isEmpty();
        assertThat(staged.faults("nestlab-core", "jar")).isEmpty();
    }

    @Test
    void refusesAModuleThatWasNotStaged() throws IOException {
        assertThat(staged.faults("nestlab-cli", "jar"))
                .hasSize(5)
                .contains("nestlab-cli-1.2.3-javadoc.jar is missing in "
                        + folder.resolve("org/nestlab/nestlab-cli/1.2.3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json"})
    void refusesAMissingFile(String ending) throws IOException {
        Files.delete(staged.file("nestlab-core", ending));

        assertThat(staged.faults("nestlab-core", "jar"))
                .singleElement()
                .asString()
                .startsWith("nestlab-core-1.2.3" + ending + " is missing in ");
    }

    @ParameterizedTest
    @CsvSource({
        ".jar.asc,              nestlab-core-1.2.3.jar has no signature (.asc)",
        "-cyclonedx.json.asc,   nestlab-core-1.2.3-cyclonedx.json has no signature (.asc)",
        ".pom.md5,              nestlab-core-1.2.3.pom has no checksum .md5",
        "-sources.jar.sha1,     nestlab-core-1.2.3-sources.jar has no checksum .sha1",
    })
    void refusesAFileWithoutSignatureOrChecksum(String ending, String fault) throws IOException {
        Files.delete(staged.file("nestlab-core", ending));

        assertThat(staged.faults("nestlab-core", "jar")).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource({
        ".jar.asc,  nestlab-core-1.2.3.jar.asc is not a good signature of its file",
        ".jar.sha1, nestlab-core-1.2.3.jar.sha1 is not the checksum of its file",
        ".pom.md5,  nestlab-core-1.2.3.pom.md5 is not the checksum of its file",
    })
    void refusesASignatureOrChecksumOfAnotherFile(String ending, String fault) throws IOException {
        Files.writeString(staged.file("nestlab-core", ending), "00");

        assertThat(staged.faults("nestlab-core", "jar")).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {".jar", "-sources.jar", "-javadoc.jar"})
    void refusesAJarWithoutItsLicence(String ending) throws IOException {
        staged.jarAlone("nestlab-core", ending, Map.of("META-INF/LICENSE", "MIT", "META-INF/NOTICE", "Nestlab"));

        assertThat(staged.faults("nestlab-core", "jar"))
                .containsExactly("nestlab-core-1.2.3" + ending + " has no META-INF/LICENSE of Nestlab");

        staged.jarAlone("nestlab-core", ending, Map.of("META-INF/LICENSE", "Apache License"));

        assertThat(staged.faults("nestlab-core", "jar"))
                .containsExactly("nestlab-core-1.2.3" + ending + " has no META-INF/NOTICE of Nestlab");
    }

    @Test
    void refusesWhatTheNoticeDoesNotName() throws IOException {
        staged.jar("nestlab-core", ".jar", Map.of("com/example/Shaded.class", "", "org/nestlab/Lab.class", ""));

        assertThat(staged.faults("nestlab-core", "jar"))
                .containsExactly("nestlab-core-1.2.3.jar holds com/example/Shaded.class, which NOTICE does not name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name                 | <name>Parent</name>                                | ''
            description          | <description>Of all</description>                  | ''
            licenses/license/url | <url>https://example.org/licence</url>             | ''
            developers/developer/name | <name>The authors</name>                      | ''
            scm/connection       | <connection>scm:git:${nestlab.url}.git</connection> | ''
            """)
    void refusesAnIncompletePom(String element, String old, String text) throws IOException {
        staged.editPom("nestlab-parent", old, text);

        assertThat(staged.faults("nestlab-parent", "pom"))
                .containsExactly("nestlab-parent-1.2.3.pom has no value for %s: ''".formatted(element));
    }

    @Test
    void refusesAnAddressThatWasGivenOnTheCommandLineAlone() throws IOException {
        staged.editPom("nestlab-parent", "<nestlab.url>https://example.org/nestlab</nestlab.url>", "");

        assertThat(staged.faults("nestlab-core", "jar"))
                .containsExactly(
                        "nestlab-core-1.2.3.pom has no value for url: '${nestlab.url}'",
                        "nestlab-core-1.2.3.pom has no value for scm/url: '${nestlab.url}'",
                        "nestlab-core-1.2.3.pom has no value for scm/connection: 'scm:git:${nestlab.url}.git'",
                        "nestlab-core-1.2.3.pom has no value for scm/developerConnection: 'scm:git:${nestlab.url}.git'");
    }

    @Test
    void refusesDevelopmentVersions() throws IOException {
        staged.editPom("nestlab-core", "</project>", """
                <dependencies><dependency><version>2.0-SNAPSHOT</version></dependency></dependencies>
                <build><plugins><plugin><version>3-SNAPSHOT</version></plugin></plugins></build>
                <properties><junit.version>6-SNAPSHOT</junit.version></properties>
                </project>
                """);

        assertThat(staged.faults("nestlab-core", "jar"))
                .containsExactly(
                        "nestlab-core-1.2.3.pom names the development version 2.0-SNAPSHOT in <version>",
                        "nestlab-core-1.2.3.pom names the development version 3-SNAPSHOT in <version>",
                        "nestlab-core-1.2.3.pom names the development version 6-SNAPSHOT in <junit.version>");
        assertThat(ReleaseCheck.faults(folder, "org.nestlab", "nestlab-core", "1-SNAPSHOT", "jar", (file, by) -> true))
                .contains("1-SNAPSHOT is not a version to release; expected one without -SNAPSHOT");
    }
}
