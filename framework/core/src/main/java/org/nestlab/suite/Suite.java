package org.nestlab.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DynamicTest;
import org.nestlab.machine.Command;
import org.nestlab.machine.Machine;

/** A built test suite in a folder of the machine that runs the tests, whose tests run on another one. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Suite permits KernelSelftests, KvmUnitTestSuite {

    /** For example {@code kvm-unit-tests}. */
    String name();

    /** Where it is, built, on the machine that runs the tests. */
    Path folder();

    /**
     * With some of its tests alone.
     *
     * @param tests names, in which {@code *} stands for any characters, for example {@code vmexit_*}; one that begins
     *     with {@code !} leaves tests out; empty for all
     */
    Suite withOnly(List<String> tests);

    /**
     * With tests that are known to fail. One of them that fails is aborted with the reason; one that passes has failed,
     * so that the list stays true.
     */
    Suite withKnownFailures(KnownFailures failures);

    /** Those of {@link #withKnownFailures}. */
    KnownFailures knownFailures();

    /**
     * With a receiver of what its tests measure: of each test in that test, and of them all in the last one. It is
     * called on the thread of the test, before the test can fail.
     */
    Suite withReport(Consumer<SuiteFigures> report);

    /** That of {@link #withReport}; one that does nothing by default. */
    Consumer<SuiteFigures> report();

    /**
     * The names of its tests, in its own order, without those that it runs only when they are asked for by hand.
     *
     * @throws org.nestlab.LabConfigurationException if one of {@link #withOnly} matches none
     */
    List<String> tests();

    /** What of the folder is not copied to the machine, as patterns of GNU tar; nothing by default. */
    default List<String> unneeded() {
        return List.of();
    }

    /** What is run once on the machine, in the folder that holds the suite; nothing by default. */
    default Command setUp() {
        return Command.of("true");
    }

    /** What runs one test, in the folder that holds the suite on the machine. */
    Command command(String test);

    /** Reads what {@link #command} printed. */
    SuiteResult read(String test, String output);

    /** What the test measured, in cycles, by what {@link #command} printed; empty by default. */
    default Map<String, Long> cycles(String test, String output) {
        return Map.of();
    }

    /**
     * Each of its tests as one of JUnit's, for a {@code @TestFactory}. The suite is copied to the machine when the
     * first of them runs. A test that the suite skips is aborted with the suite's reason; one that fails shows what it
     * printed last, and is aborted if it is known to fail. A test that was skipped on a machine whose {@code /dev/kvm}
     * does not open has failed, and so has a last test beside those of the suite where all of them were skipped. After
     * a test in which the machine was lost, the others are aborted.
     */
    default Stream<DynamicTest> on(Machine machine) {
        SuiteOnMachine there = new SuiteOnMachine(this, machine);
        List<String> tests = tests();
        return Stream.concat(
                tests.stream().map(test -> DynamicTest.dynamicTest(test, () -> there.verify(test))),
                Stream.of(DynamicTest.dynamicTest("at least one test ran", () -> there.finish(tests.size()))));
    }
}
