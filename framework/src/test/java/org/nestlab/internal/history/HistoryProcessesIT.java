package org.nestlab.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.history.Experiments.inconclusive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.engine.ChildJvm;

/** Processes that write one history at once, or are killed as they write. */
class HistoryProcessesIT {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("history.db");
    }

    private Path pending() {
        return folder.resolve("pending");
    }

    private RunHistory open() {
        return Histories.open(Optional.of(file().toString()), pending());
    }

    private ChildJvm child(int count) {
        return ChildJvm.start(
                HistoryChild.class.getName(),
                Map.of(),
                List.of(file().toString(), pending().toString(), Integer.toString(count)));
    }

    private static List<UUID> keptBy(ChildJvm child) {
        return child.output()
                .lines()
                .filter(line -> line.startsWith("kept ") && line.length() == 41)
                .map(line -> UUID.fromString(line.substring(5)))
                .toList();
    }

    /** This process is the third of them: it begins as soon as the other two have started. */
    @Test
    void severalProcessesBeginOneHistoryAtOnce() {
        List<UUID> ids = new ArrayList<>();
        try (ChildJvm one = child(20);
                ChildJvm two = child(20)) {
            one.awaitLine("begins");
            two.awaitLine("begins");
            try (RunHistory history = open()) {
                for (int second = 0; second < 20; second++) {
                    Experiment experiment = inconclusive(Duration.ofSeconds(second));
                    history.keep(experiment);
                    ids.add(experiment.design().id());
                }
            }
            for (ChildJvm child : List.of(one, two)) {
                assertThat(child.awaitEnd(Duration.ofMinutes(2)))
                        .as(child.output())
                        .isZero();
                ids.addAll(keptBy(child));
            }
        }
        try (RunHistory history = open()) {
            assertThat(history.list(100)).hasSize(60);
            assertThat(ids)
                    .hasSize(60)
                    .allSatisfy(id -> assertThat(history.find(id)).isPresent());
        }
    }

    @Test
    void aKilledWriterLosesNothingThatWasKept() throws Exception {
        Experiment before = inconclusive(Duration.ZERO);
        try (RunHistory history = open()) {
            history.keep(before);
        }
        List<UUID> ids;
        try (ChildJvm child = child(100_000)) {
            child.awaitLine("kept ");
            child.kill();
            ids = keptBy(child);
        }
        try (RunHistory history = open()) {
            assertThat(history.find(before.design().id())).contains(before);
            assertThat(ids)
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(history.find(id)).isPresent());
            // What was under way is there as a whole or not at all.
            assertThat(history.list(1_000_000))
                    .hasSizeBetween(ids.size() + 1, ids.size() + 2)
                    .allSatisfy(it -> assertThat(history.find(it.id())
                                    .orElseThrow()
                                    .comparisons()
                                    .get(0)
                                    .pairs())
                            .hasSize(2));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet check = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(check.getString(1)).isEqualTo("ok");
        }
    }
}
