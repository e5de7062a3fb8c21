package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nestlab.assertion.MachineAssert;
import org.nestlab.internal.experiment.KnownWorkloads;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Workload;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The pages of docs/*.md are short, complete where they list something, and their YAML and XML can be read. */
class HandbookTests {

    /** Made from the code: as long as what they list. */
    private static final List<String> LISTS = List.of("settings.md", "command-line.md");

    @Test
    void aPageIsShort() throws IOException {
        for (Path page : Documents.forUsers()) {
            if (!LISTS.contains(String.valueOf(page.getFileName()))) {
                assertThat(Files.readAllLines(page))
                        .as("%s: a page of the handbook is for one task", page)
                        .hasSizeLessThan(200);
            }
        }
    }

    @Test
    void everyExceptionThatATestCanMeetHasItsSection() throws IOException {
        List<String> sections = Files.readAllLines(page("exceptions.md")).stream()
                .filter(line -> line.startsWith("### "))
                .toList();

        assertThat(exceptions()).hasSizeGreaterThan(10);
        assertThat(sections)
                .containsExactlyInAnyOrderElementsOf(
                        exceptions().stream().map("### `%s`"::formatted).toList());
    }

    @Test
    void everyAssertionAboutAMachineIsListed() throws IOException {
        String text = Files.readString(page("machines.md"));

        for (Method claim : MachineAssert.class.getDeclaredMethods()) {
            if (Modifier.isPublic(claim.getModifiers()) && !claim.isSynthetic()) {
                assertThat(text).contains("`" + claim.getName() + "`");
            }
        }
    }

    @Test
    void everyWorkloadIsListed() throws IOException {
        String text = Files.readString(page("workloads.md"));

        assertThat(KnownWorkloads.all(Optional.empty()).stream()
                        .filter(workload ->
                                workload.getClass().getPackageName().equals(Workload.class.getPackageName()))
                        .map(Workload::name))
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
    }

    /** In the row of its workload, without the workload's name. */
    @Test
    void everyMetricIsListed() throws IOException {
        List<String> lines = Files.readAllLines(page("workloads.md"));

        for (Workload workload : KnownWorkloads.all(Optional.empty())) {
            if (workload.getClass().getPackageName().equals(Workload.class.getPackageName())) {
                String row = lines.stream()
                        .filter(line ->
                                line.startsWith("| `" + workload.getClass().getSimpleName() + "`"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no row for " + workload.getClass()));
                for (Metric metric : workload.metrics()) {
                    assertThat(row)
                            .contains("`"
                                    + metric.name().substring(workload.name().length() + 1) + "`");
                }
            }
        }
    }

    @Test
    void yamlAndXmlCanBeRead() throws IOException {
        int read = 0;
        for (Path page : Documents.forUsers()) {
            String text = Files.readString(page);
            for (String yaml : Snippets.of(text, "yaml")) {
                read++;
                assertThatCode(() -> yaml(yaml))
                        .as("YAML of %s:%n%s", page, yaml)
                        .doesNotThrowAnyException();
            }
            for (String xml : Snippets.of(text, "xml")) {
                read++;
                assertThatCode(() -> XmlDoc.parse("<all>" + xml + "</all>"))
                        .as("XML of %s:%n%s", page, xml)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(4);
    }

    @Test
    void yamlThatIsWrongIsFound() {
        assertThatCode(() -> yaml("jobs:\n  labs:\n  - a\n   b: c\n")).hasMessageContaining("line 4");
        assertThatCode(() -> yaml("name: a\nname: b\n")).hasMessageContaining("duplicate key name");
    }

    private static Object yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(text);
    }

    private static Path page(String name) {
        return Documents.ROOT.resolve("docs").resolve(name);
    }

    /** The simple names of the public exceptions and errors outside of internal packages. */
    private static List<String> exceptions() throws IOException {
        List<String> names = new ArrayList<>();
        for (String part : List.of("core", "history", "container", "cli")) {
            Path sources = Documents.ROOT.resolve("framework").resolve(part).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> !file.toString().contains("/internal/"))
                        .map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.matches("\\w+(Exception|Error)\\.java"))
                        .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        return names;
    }
}
