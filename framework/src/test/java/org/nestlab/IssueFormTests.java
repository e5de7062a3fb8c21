package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** GitHub takes every issue form of this repository, and the form for bugs asks for what a bug is found by. */
class IssueFormTests {

    private static final Path FORMS = Documents.ROOT.resolve(".github/ISSUE_TEMPLATE");

    @Test
    void gitHubTakesEveryForm() throws IOException {
        List<Path> forms = forms();

        assertThat(forms).hasSizeGreaterThanOrEqualTo(2);
        for (Path form : forms) {
            assertThat(IssueForm.faults(Files.readString(form)))
                    .as(form.toString())
                    .isEmpty();
        }
    }

    @Test
    void theConfigurationHasOnlyKeysThatGitHubKnows() throws IOException {
        Map<String, Object> config =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FORMS.resolve("config.yml")));

        assertThat(config).containsOnlyKeys("blank_issues_enabled");
    }

    @Test
    void theFormForBugsAsksForTheBugReportAndTheDoctor() throws IOException {
        assertThat(Files.readString(FORMS.resolve("bug.yml"))).contains("./nestlab bugreport", "./nestlab doctor");
    }

    @Test
    void faultsOfAFormAreFound() {
        assertThat(IssueForm.faults("""
                        name: Bug
                        about: an old template
                        body:
                          - type: textarea
                            id: what
                            attributes: {label: What, lines: 5}
                            validations: {requried: true}
                          - type: input
                            id: what
                            attributes: {label: ' '}
                          - type: dropdown
                            attributes: {label: Tier}
                          - type: radio
                        """))
                .containsExactly(
                        "the form has the key about, which GitHub does not know",
                        "the form has no text for description",
                        "element 1 has the key lines, which GitHub does not know",
                        "element 1 has the key requried, which GitHub does not know",
                        "element 2 has no text for label",
                        "element 2 has no id of its own: what",
                        "element 3 has no id of its own: null",
                        "element 3 has no options",
                        "element 4 has no type that GitHub knows: {type=radio}");
        assertThat(IssueForm.faults("- a list")).containsExactly("not a map of keys");
        assertThat(IssueForm.faults("name: a: b")).singleElement().asString().startsWith("not YAML: ");
        assertThat(IssueForm.faults("""
                        name: Bug
                        description: Asks nothing
                        body: [{type: markdown, attributes: {value: Words}}]
                        """)).containsExactly("the form asks for nothing");
    }

    private static List<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(FORMS)) {
            return files.filter(file -> !file.endsWith("config.yml")).sorted().toList();
        }
    }
}
