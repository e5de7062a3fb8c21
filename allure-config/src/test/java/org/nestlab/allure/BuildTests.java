package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildTests {

    private static final Map<String, String> JENKINS = Map.of(
            "BUILD_NUMBER", "42",
            "BUILD_URL", "https://ci.example.org/job/nestlab/job/main/42/",
            "JOB_NAME", "nestlab/main",
            "JENKINS_URL", "https://ci.example.org/");

    @Test
    void isReadFromTheVariablesThatJenkinsSets() {
        Build build = Build.of(JENKINS).orElseThrow();

        assertThat(build.executor())
                .isEqualTo(Map.of(
                        "name", "Jenkins",
                        "type", "jenkins",
                        "url", "https://ci.example.org/",
                        "buildOrder", 42L,
                        "buildName", "nestlab/main #42",
                        "buildUrl", "https://ci.example.org/job/nestlab/job/main/42/",
                        "reportName", "Nestlab",
                        "reportUrl", "https://ci.example.org/job/nestlab/job/main/42/allure/"));
        assertThat(build.link().getUrl()).isEqualTo("https://ci.example.org/job/nestlab/job/main/42/");
        assertThat(build.link().getName()).isEqualTo("nestlab/main #42");
    }

    @Test
    void aJenkinsThatDoesNotKnowItsAddressIsStillOne() {
        Map<String, String> variables = new HashMap<>(JENKINS);
        variables.remove("JENKINS_URL");

        assertThat(Build.of(variables).orElseThrow().executor())
                .doesNotContainKey("url")
                .containsEntry("buildOrder", 42L);
    }

    @ParameterizedTest
    @CsvSource({
        "BUILD_NUMBER,",
        "BUILD_NUMBER, four",
        "BUILD_NUMBER, 99999999999999999999",
        "BUILD_URL,",
        "BUILD_URL, javascript:alert(1)/",
        "BUILD_URL, https://user:hunter2@ci.example.org/",
        "JOB_NAME,",
    })
    void whatIsNoBuildIsNone(String name, String value) {
        Map<String, String> variables = new HashMap<>(JENKINS);
        variables.put(name, value == null ? "" : value);

        assertThat(Build.of(variables)).isEmpty();
        assertThat(Build.of(Map.of())).isEmpty();
    }
}
