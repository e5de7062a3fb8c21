package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.nestlab.internal.labtests.TestLog;
import org.nestlab.internal.labtests.TestLog.Ended;

/** In a launcher that finds the listener as those of Maven and Gradle do. */
class TestLogListenerTests {

    @TempDir
    Path folder;

    static class Several {
        @Test
        void passes() {}

        @Test
        void fails() {
            Assertions.fail("not so\nat all");
        }

        @Test
        void failsWithoutAWord() {
            throw new IllegalStateException();
        }

        @Test
        void givesUp() {
            Assumptions.abort("cannot tell");
        }

        @Test
        @Disabled("not today")
        void isSkipped() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void isRunTwice(int number) {
            Assertions.assertEquals(1, number);
        }

        @TestFactory
        Stream<DynamicTest> areMade() {
            return Stream.of(DynamicTest.dynamicTest("made", () -> {}));
        }
    }

    static class Broken {
        @BeforeAll
        static void neverBegins() {
            Assertions.fail("no lab");
        }

        @Test
        void isNotRun() {}
    }

    private TestLog run(String file, Class<?>... classes) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
                .configurationParameter("nestlab.test.log", file)
                .build();
        LauncherFactory.create().execute(request);
        return TestLog.read(folder.resolve("tests.jsonl"));
    }

    @Test
    void whatCameOfEachTestIsWrittenDown() {
        TestLog log = run(folder.resolve("tests.jsonl").toString(), Several.class, Broken.class);

        assertThat(log.ended().stream().map(TestLogListenerTests::words))
                .containsExactlyInAnyOrder(
                        "HOLDS Several > passes() ",
                        "FAILED Several > fails() not so",
                        "FAILED Several > failsWithoutAWord() java.lang.IllegalStateException",
                        "ABORTED Several > givesUp() cannot tell",
                        "SKIPPED Several > isSkipped() not today",
                        "HOLDS Several > isRunTwice(int) > [1] number=1 ",
                        "FAILED Several > isRunTwice(int) > [2] number=2 expected: <1> but was: <2>",
                        "HOLDS Several > areMade() > made ",
                        "FAILED Broken no lab");
        assertThat(log.running()).isEmpty();
        assertThat(log.whole()).isTrue();
    }

    private static String words(Ended test) {
        return "%s %s %s".formatted(test.state(), test.name().replaceAll("TestLogListenerTests\\$", ""), test.detail());
    }

    @Test
    void nothingIsWrittenUnlessItIsAskedFor() {
        assertThat(run(" ", Several.class).ended()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRunOfNothingIsWholeAndEmpty() {
        TestLog log = run(folder.resolve("tests.jsonl").toString());
        assertThat(log.ended()).isEqualTo(List.of());
        assertThat(log.whole()).isTrue();
    }
}
