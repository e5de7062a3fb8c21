package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests and the report print, where cron or a bare agent sets no locale: its dots and arrows are no `?`. */
class PosixLocaleIT {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @ParameterizedTest(name = "in the folder ''{0}''")
    @ValueSource(strings = {"", "tests-nested"})
    void lettersBeyondAsciiArePrinted(String started) throws IOException {
        Skeleton build = Skeleton.in(folder.resolve("build"));
        build.test("tests-nested", "WaitingTests", "", "start … 15 s");
        build.write("allure-config/src/main/java/org/nestlab/allure/report/ReportStep.java", """
                package org.nestlab.allure.report;

                public class ReportStep {
                    public static void main(String[] arguments) {
                        System.out.println("RAN 2.1 → 4.9 ✔");
                    }
                }
                """);

        Skeleton.Outcome outcome = build.mvnIn(
                started, "POSIX", new String[] {"verify", "-pl", ":nestlab-tests-nested", "-Dit.test=WaitingTests"});

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.ran()).as(outcome.output()).contains("start … 15 s", "2.1 → 4.9 ✔");
    }
}
