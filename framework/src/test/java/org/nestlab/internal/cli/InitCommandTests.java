package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.Documents;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What {@code nestlab init} writes and what it refuses. A test of tests-nested builds and runs such a project. */
class InitCommandTests {

    @TempDir
    Path folder;

    @Test
    void theProjectHasATestAndWhatItTakesToRunIt() throws IOException {
        Path project = folder.resolve("my-labs");

        InProcess.Outcome outcome = InProcess.run("init", project.toString(), "--package", "org.example.labs");

        assertThat(outcome.exitStatus()).as(outcome.printed()).isZero();
        assertThat(files(project))
                .containsExactly(
                        ".gitignore",
                        "pom.xml",
                        "src/test/java/org/example/labs/ScratchDiskTests.java",
                        "src/test/resources/junit-platform.properties",
                        "src/test/resources/simplelogger.properties");
        for (String file : files(project)) {
            assertThat(outcome.printed()).contains("  " + file + System.lineSeparator());
            assertThat(project.resolve(file)).content().doesNotContainPattern("@[a-z0-9-]+@");
        }
        assertThat(outcome.printed()).endsWith("target/allure-report/index.html" + System.lineSeparator());
    }

    @Test
    void thePomHasTheVersionsOfTheBuild() throws Exception {
        InProcess.run("init", folder.resolve("my-labs").toString());

        Document pom = parse(folder.resolve("my-labs/pom.xml"));

        assertThat(texts(pom, "groupId")).startsWith("com.example");
        assertThat(texts(pom, "artifactId")).startsWith("my-labs");
        assertThat(texts(pom, "nestlab.version")).containsExactly(Release.nestlab());
        String parent = Files.readString(Documents.ROOT.resolve("pom.xml"));
        assertThat(texts(pom, "version"))
                .hasSizeGreaterThan(7)
                .filteredOn(
                        version -> !List.of("1-SNAPSHOT", "${nestlab.version}").contains(version))
                .allSatisfy(version -> assertThat(parent).contains(".version>" + version + "</"));
    }

    @Test
    void everyPluginOfThePomHasAVersion() throws Exception {
        InProcess.run("init", folder.resolve("my-labs").toString(), "--language", "kotlin");

        Document pom = parse(folder.resolve("my-labs/pom.xml"));

        assertThat(pom.getElementsByTagName("plugin").getLength()).isEqualTo(8);
        for (int i = 0; i < pom.getElementsByTagName("plugin").getLength(); i++) {
            assertThat(pom.getElementsByTagName("plugin").item(i).getTextContent())
                    .containsPattern("-plugin\\s+\\d+\\.\\d+\\.\\d+\\s");
        }
    }

    @Test
    void theTestCompiles() throws IOException {
        InProcess.run("init", folder.resolve("my-labs").toString());
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "no JDK");

        int status = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")),
                folder.resolve("my-labs/src/test/java/com/example/ScratchDiskTests.java")
                        .toString());

        assertThat(status).isZero();
        assertThat(files(classes)).contains("com/example/ScratchDiskTests.class");
    }

    @Test
    void kotlinHasItsOwnFolderAndPlugin() throws IOException {
        InProcess.run("init", folder.resolve("my-labs").toString(), "--language", "kotlin");

        assertThat(files(folder.resolve("my-labs"))).contains("src/test/kotlin/com/example/ScratchDiskTests.kt");
        assertThat(folder.resolve("my-labs/pom.xml"))
                .content()
                .contains("<testSourceDirectory>src/test/kotlin<", "kotlin-maven-plugin", "kotlin-stdlib");
    }

    @Test
    void gradleHasABuildOfItsOwn() throws IOException {
        InProcess.Outcome outcome =
                InProcess.run("init", folder.resolve("my-labs").toString(), "--build", "gradle");

        assertThat(outcome.printed())
                .contains("`gradle labTests` in the new folder", "writes build/allure-report/index.html");
        Path project = folder.resolve("my-labs");
        assertThat(files(project))
                .containsExactly(
                        ".gitignore",
                        "build.gradle",
                        "settings.gradle",
                        "src/test/java/com/example/ScratchDiskTests.java",
                        "src/test/resources/junit-platform.properties",
                        "src/test/resources/simplelogger.properties");
        assertThat(project.resolve(".gitignore")).hasContent("build/\n.gradle/\n");
        assertThat(project.resolve("settings.gradle")).hasContent("rootProject.name = 'my-labs'\n");
        assertThat(project.resolve("build.gradle"))
                .content()
                .contains("def nestlab = '%s'".formatted(Release.nestlab()))
                .contains("junit-jupiter:%s'".formatted(Release.of("junit")))
                .containsPattern("junit-platform-console:(1\\.14|6)\\.[\\d.]+'")
                .doesNotContainPattern("@[a-z0-9-]+@");
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        InProcess.Outcome outcome =
                InProcess.run("init", folder.resolve("my-labs").toString(), "--build=gradle", "--language=kotlin");

        assertThat(outcome.exitStatus()).isEqualTo(2);
        assertThat(outcome.printed()).contains("a Gradle project in Kotlin", "--build maven or --language java");
        assertThat(folder.resolve("my-labs")).doesNotExist();
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(InProcess.run("init", empty.toString()).exitStatus()).isZero();

        assertThat(empty.resolve("pom.xml")).exists();
    }

    @Test
    void aFolderThatIsNotEmptyStaysAsItIs() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(mine.resolve("notes.txt"), "mine");

        InProcess.Outcome outcome = InProcess.run("init", mine.toString());

        assertThat(outcome.exitStatus()).isEqualTo(2);
        assertThat(outcome.printed())
                .contains("nestlab: %s is not empty: it has notes.txt. Name a folder that is new or empty"
                        .formatted(mine));
        assertThat(files(mine)).containsExactly("notes.txt");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        InProcess.Outcome outcome = InProcess.run("init", file.toString());

        assertThat(outcome.exitStatus()).isEqualTo(2);
        assertThat(outcome.printed()).contains(file + " is a file");
    }

    @Test
    void whereAFileCannotBeWrittenNothingStays() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        InProcess.Outcome outcome = InProcess.run("init", file.resolve("below").toString());

        assertThat(outcome.exitStatus()).isEqualTo(1);
        assertThat(outcome.printed()).contains("the project cannot be written to " + file.resolve("below"));
        assertThat(files(folder)).containsExactly("file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my labs", "-labs", "läbs", "a<b"})
    void aFolderWhoseNameIsNoArtifactNeedsOne(String name) {
        InProcess.Outcome outcome =
                InProcess.run("init", "--", folder.resolve(name).toString());

        assertThat(outcome.exitStatus()).isEqualTo(2);
        assertThat(outcome.printed())
                .contains("'%s' is not a valid artifact ID".formatted(name))
                .contains("Name one with --artifact");
        assertThat(folder.resolve(name)).doesNotExist();
        assertThat(InProcess.run(
                                "init",
                                "--artifact",
                                "labs",
                                folder.resolve(name).toString())
                        .exitStatus())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"com.exam-ple", "com..example", "com.class", "1com", "''", "com.exämple"})
    void aPackageNeedsAJavaName(String name) {
        InProcess.Outcome outcome = InProcess.run("init", folder.resolve("labs").toString(), "--package=" + name);

        assertThat(outcome.exitStatus()).isEqualTo(2);
        assertThat(outcome.printed()).contains("'%s' is not a valid package name".formatted(name));
        assertThat(folder.resolve("labs")).doesNotExist();
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Document parse(Path pom) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(pom.toFile());
    }

    private static List<String> texts(Document pom, String element) {
        NodeList found = pom.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
