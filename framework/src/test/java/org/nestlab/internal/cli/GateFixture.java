package org.nestlab.internal.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.labtests.MavenTestSuite;
import org.nestlab.internal.labtests.ProjectTestSuite;

/** The gate on labs that are nothing, with the real workload, experiment, SQLite file and gate. */
abstract class GateFixture {

    private static final String STATE = "nestlab.state.dir";

    @TempDir
    Path folder;

    final MeasuredLabs labs = new MeasuredLabs();

    /** Runs the tests of a project; none is asked for unless a test says so. */
    Function<MavenTestSuite.Request, ProjectTestSuite> tests = wanted -> {
        throw new AssertionError("nobody asked for tests");
    };

    /** Measures what exits cost; nobody asks for it unless a test says so. */
    ExactOptions.Factory exact = (settings, limit, subject, reasons, progress) -> {
        throw new AssertionError("nobody asked for exact costs");
    };

    @BeforeEach
    void keepInAFolder() {
        System.setProperty(STATE, folder.resolve("state").toString());
    }

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty(STATE);
    }

    final int gate(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--history",
                folder.resolve("history.db").toString(),
                "--output",
                folder.resolve("gate.json").toString()));
        all.addAll(List.of(arguments));
        GateCommand gate = new GateCommand(labs::measuring, wanted -> tests.apply(wanted), exact);
        return labs.execute(gate, all.toArray(String[]::new));
    }

    /** The experiments of all gates, the latest first. */
    final List<Experiment> kept() {
        try (RunHistory history =
                Histories.open(Optional.of(folder.resolve("history.db").toString()), folder.resolve("pending"))) {
            return history.list(10).stream()
                    .flatMap(it -> history.find(it.id()).stream())
                    .toList();
        }
    }
}
