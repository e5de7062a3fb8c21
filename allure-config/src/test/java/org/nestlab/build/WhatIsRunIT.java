package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which tests a command runs: the unit tests are those of {@code mvn test}, the lab tests those of {@code mvn verify},
 * and the framework's tests on real machines those of the profile {@code self}. In a folder whose name a shell would
 * take apart.
 */
class WhatIsRunIT {

    @TempDir
    static Path folder;

    private static Skeleton build = new Skeleton(Path.of("."));

    @BeforeAll
    static void skeleton() throws IOException {
        build = Skeleton.in(folder.resolve("it's \"a\" föld er"));
    }

    @BeforeEach
    void resultsOfAnEarlierRun() throws IOException {
        build.write("tests-performance/target/nestlab/verdicts.json", "{}");
        build.write("tests-performance/target/nestlab/overhead-1.txt", "");
        build.write("tests-nested/target/allure-results/1-result.json", "{}");
        build.write("tests-nested/target/failsafe-reports/TEST-org.example.Gone.xml", "<testsuite/>");
    }

    @ParameterizedTest(name = "mvn {0}")
    @CsvSource({
        "test,                        host check --only-libs; unit framework; unit report",
        "verify,                      host check --only-libs; lab nested; report; lab performance; report",
        "verify -pl tests-nested -Dit.test=UsualTests, host check --only-libs; lab nested; report",
        "verify -Dtest=ReportTests -pl tests-nested, host check --only-libs; unit report; lab nested; report",
        "'verify -Psetup,full -pl tests-performance', host install; host check --only-libs; lab performance; slow lab performance; report",
    })
    void aCommandRunsItsOwnTests(String command, String wanted) throws IOException {
        Skeleton.Outcome outcome = build.mvn(command.split(" "));

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.ran()).as(outcome.output()).containsExactlyInAnyOrder(wanted.split("; *"));
        if (command.contains("verify")) {
            assertThat(build.file("tests-performance/target/nestlab/verdicts.json"))
                    .doesNotExist();
            assertThat(build.file("tests-performance/target/nestlab/overhead-1.txt"))
                    .doesNotExist();
            assertThat(build.file("tests-nested/target/allure-results/1-result.json"))
                    .doesNotExist();
            assertThat(build.file("tests-nested/target/failsafe-reports/TEST-org.example.Gone.xml"))
                    .doesNotExist();
        }
    }

    @ParameterizedTest(name = "mvn {0}")
    @CsvSource({
        "install -DskipTests -Dmaven.install.skip, ''",
        "verify -Psetup -DskipTests,    host install",
        "'verify -Pself,full -DskipTests', ''",
        "verify -DskipITs,              ''",
        "package,                       ''",
        "verify -Pself -Dinvoker.skip,  host check --only-libs; self framework; self report; self nested; self performance",
    })
    void withoutLabTestsTheLastReportAndItsResultsStay(String command, String wanted) throws IOException {
        Skeleton.Outcome outcome = build.mvn(command.split(" "));

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.ran())
                .as(outcome.output())
                .containsExactlyInAnyOrder(wanted.isEmpty() ? new String[0] : wanted.split("; *"));
        assertThat(build.file("tests-performance/target/nestlab/verdicts.json")).exists();
        assertThat(build.file("tests-nested/target/allure-results/1-result.json"))
                .exists();
    }

    @ParameterizedTest(name = "mvn verify in {0}")
    @CsvSource({"tests-nested, lab nested; report"})
    void inAModulesFolderItIsThatModule(String module, String wanted) throws IOException {
        Skeleton.Outcome outcome = build.mvnIn(module, "verify");

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.ran().stream().filter(what -> !what.startsWith("host")))
                .as(outcome.output())
                .containsExactly(wanted.isEmpty() ? new String[0] : wanted.split("; *"));
    }

    @Test
    void whatNoCommandRunsIsNotCompiledForIt() throws IOException {
        build.mvn("clean", "verify");
        assertThat(build.file("framework/target/test-classes")).doesNotExist();
        assertThat(build.file("allure-config/target/test-classes")).doesNotExist();

        build.mvn("test-compile");
        assertThat(build.file("framework/target/test-classes/org/example/FrameworkTests.class"))
                .exists();
    }

    @Test
    void whereALabTestDoesNotCompileNothingOfTheLastRunIsTakenForThisOne() throws IOException {
        Path broken = build.write("tests-nested/src/test/java/org/example/Broken.java", "no Java");
        try {
            assertThat(build.mvn("verify").status()).isEqualTo(1);
        } finally {
            Files.delete(broken);
        }
        assertThat(build.file("tests-performance/target/nestlab/verdicts.json")).doesNotExist();
        assertThat(List.of(build.file("tests-nested/target/allure-results/1-result.json")))
                .noneMatch(Files::exists);
    }
}
