package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.L1;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabSource;
import org.nestlab.ProvisioningException;
import org.nestlab.UpgradeGate;
import org.nestlab.fake.FakeEngine;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;
import org.nestlab.stack.MatrixLabs;
import org.nestlab.stack.StackAxis;
import org.nestlab.stack.StackMatrix;
import org.nestlab.upgrade.UpgradeReport;

/** A matrix of stacks is told to the listeners, and so is the cell of every test, whatever becomes of its lab. */
class StackMatrixTellingTests {

    @TempDir
    Path folder;

    private final FakeEngine engine = new FakeEngine();

    static MatrixLabs cells() {
        return StackMatrix.of(StackAxis.of("CPU").with("a", "L1.cpu=EPYC").with("b", "L1.cpu=EPYC-Rome"))
                .labs(LabSpec.hypervisorOnly().withName("lab"));
    }

    @LabSource
    static class ByField {
        @L1
        Guest field;

        static MatrixLabs cells() {
            return StackMatrixTellingTests.cells();
        }

        @Test
        void test() {
            field.run("test");
        }

        @Nested
        class Inside {
            @Test
            void needsNoLab() {}
        }
    }

    @LabSource("org.nestlab.internal.junit.StackMatrixTellingTests#cells")
    static class Factory {
        @TestFactory
        Stream<DynamicTest> two(@L1 Guest l1) {
            return Stream.of("one", "two").map(name -> dynamicTest(name, () -> l1.run(name)));
        }
    }

    @LabSource("cells")
    static class AsAStream {
        static Stream<LabSpec> cells() {
            return StackMatrixTellingTests.cells().stream();
        }

        @Test
        void test(@L1 Guest l1) {
            l1.run("test");
        }
    }

    @LabSource("org.nestlab.internal.junit.StackMatrixTellingTests#cells")
    static class Judging {
        @Test
        @UpgradeGate(baseline = "L1.cpu=EPYC", workloads = "L1:sysbench-cpu-single")
        void noWorseThanTheBaseline(UpgradeReport report) {
            report.orThrow();
        }
    }

    @BeforeEach
    void forget() {
        MatrixCollector.MATRICES.clear();
        MatrixCollector.CELLS.clear();
    }

    private TestRun run(Map<String, String> settings, Class<?> type) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("nestlab.state.dir", folder.resolve("state").toString());
        all.put("nestlab.output.dir", folder.resolve("output").toString());
        all.put("nestlab.progress", "off");
        return TestRun.of(engine, all, type);
    }

    @Test
    void everyTestIsToldItsCell() {
        TestRun run = run(Map.of(), ByField.class);

        assertThat(run.passed()).isEqualTo(4);
        assertThat(MatrixCollector.MATRICES).containsExactly(cells().layout(ByField.class.getName()));
        assertThat(MatrixCollector.CELLS.stream().distinct()).containsExactly("ByField: lab: a", "ByField: lab: b");
        assertThat(MatrixCollector.CELLS).filteredOn("ByField: lab: a"::equals).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theCellIsToldWhereItsLabDoesNotComeUp() {
        engine.failing("lab: a", new ProvisioningException("no boot"));
        TestRun run = run(Map.of(), ByField.class);

        assertThat(run.failures()).isNotEmpty();
        assertThat(MatrixCollector.CELLS).contains("ByField: lab: a", "ByField: lab: b");
    }

    @Test
    void everyTestOfAFactoryIsToldIt() {
        run(Map.of(), Factory.class);

        // the factory's method and each of its tests
        assertThat(MatrixCollector.CELLS).filteredOn("Factory: lab: b"::equals).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aStreamOfTheLabsHasNoGrid() {
        assertThat(run(Map.of(), AsAStream.class).passed()).isEqualTo(2);
        assertThat(MatrixCollector.MATRICES).isEmpty();
        assertThat(MatrixCollector.CELLS).isEmpty();
    }

    @Test
    void aRunThatIsNotReportedTellsNothing() {
        assertThat(run(Map.of("nestlab.report", "off"), ByField.class).passed()).isEqualTo(4);
        assertThat(MatrixCollector.MATRICES).isEmpty();
        assertThat(MatrixCollector.CELLS).isEmpty();
    }

    @Test
    void aStackOfTheRunMustNotMakeTheCellsAlike() {
        TestRun run = run(Map.of("nestlab.stack", "L1.cpu=qemu64,L1.nesting=on"), ByField.class);

        assertThat(run.failures()).singleElement().isInstanceOf(LabConfigurationException.class);
        assertThat(run.messages())
                .containsExactly(
                        "nestlab.stack sets L1.cpu, which the matrix of %s varies: all its cells would be alike; leave it out"
                                .formatted(ByField.class.getName()));
        assertThat(run(Map.of("nestlab.stack", "L1.nesting=on"), ByField.class).passed())
                .isEqualTo(4);
    }

    @Test
    void aGateJudgesTheCellOnTheLabOfTheMatrix() {
        engine.failing("lab baseline", new ProvisioningException("no boot"));
        List<String> messages = run(Map.of(), Judging.class).messages();

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).startsWith("baseline   L1.cpu=EPYC\ncandidate  L1.cpu=EPYC\n");
        assertThat(messages.get(1)).startsWith("baseline   L1.cpu=EPYC\ncandidate  L1.cpu=EPYC-Rome\n");
    }
}
