package org.nestlab.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nestlab.internal.history.Experiments.inconclusive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.Experiment;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.json.ExperimentJson;

class HistoryTroubleTests {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("history.db");
    }

    private Path pending() {
        return folder.resolve("pending");
    }

    private RunHistory open(String address) {
        return Histories.open(Optional.of(address), pending());
    }

    private RunHistory open() {
        return open(file().toString());
    }

    private List<Path> waiting() throws IOException {
        if (!Files.exists(pending())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(pending())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Experiment kept(int second) {
        Experiment experiment = inconclusive(Duration.ofSeconds(second));
        try (RunHistory history = open()) {
            history.keep(experiment);
        }
        return experiment;
    }

    private void isThere(Experiment... experiments) {
        try (RunHistory history = open()) {
            for (Experiment experiment : experiments) {
                assertThat(history.find(experiment.design().id())).contains(experiment);
            }
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String it : statements) {
                statement.execute(it);
            }
        }
    }

    @Test
    void aFullDiskLosesNothing() throws Exception {
        Experiment before = kept(0);
        // SQLite's own limit is met in the same way as the end of a disk: SQLITE_FULL in the middle of a transaction.
        Experiment big = Experiments.experiment(
                Duration.ofSeconds(1), Experiments.comparison(Experiments.IOPS, null, null, Experiments.pairs(2000)));
        String address = "jdbc:sqlite:%s?max_page_count=30".formatted(file());
        try (RunHistory history = open(address)) {
            history.keep(big);
        }
        assertThat(waiting())
                .singleElement()
                .satisfies(it ->
                        assertThat(ExperimentJson.read(Files.readString(it))).isEqualTo(big));
        isThere(before, big);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aReadOnlyStoreIsReadAndNotWritten() throws Exception {
        Experiment before = kept(0);
        Experiment during = inconclusive(Duration.ofSeconds(1));
        try (RunHistory history = open("jdbc:sqlite:file:%s?mode=ro".formatted(file()))) {
            history.keep(during);
            assertThat(history.find(before.design().id())).contains(before);
            assertThat(history.find(during.design().id())).isEmpty();
        }
        assertThat(waiting()).hasSize(1);
        isThere(before, during);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aStoreThatIsNoDatabaseIsLeftAsItIs() throws Exception {
        Files.writeString(file(), "these are my notes, not a database. ".repeat(100));
        Experiment experiment = kept(0);

        try (RunHistory history = open()) {
            assertThatThrownBy(() -> history.list(1))
                    .isInstanceOf(ProvisioningException.class)
                    .hasMessageStartingWith("the history %s cannot be read: [SQLITE_NOTADB] ".formatted(file()));
            assertThat(history.evidence(Experiments.query(experiment, Experiments.IOPS), Duration.ofDays(1)))
                    .isEmpty();
        }
        assertThat(Files.readString(file())).startsWith("these are my notes");
        assertThat(waiting()).hasSize(1);
        Files.delete(file());
        isThere(experiment);
    }

    @Test
    void aStoreThatIsGoneIsBegunAgain() throws Exception {
        try (RunHistory history = open()) {
            history.keep(inconclusive(Duration.ZERO));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path it : files.filter(it -> it.getFileName().toString().startsWith("history.db"))
                        .toList()) {
                    Files.delete(it);
                }
            }
            Experiment after = inconclusive(Duration.ofSeconds(1));
            history.keep(after);
            assertThat(history.list(10)).hasSize(1);
            assertThat(history.find(after.design().id())).contains(after);
        }
    }

    @Test
    void aNewerSchemaIsRefusedAndLeftAlone() throws Exception {
        Experiment before = kept(0);
        sql(
                "INSERT INTO nestlab_schema (installed_rank, version, description, type, script, installed_by, execution_time, success)"
                        + " VALUES (99, '7', 'later', 'SQL', 'V7', 'later', 1, 1)");
        Experiment during = kept(1);
        try (RunHistory history = open()) {
            assertThatThrownBy(() -> history.list(1))
                    .hasMessage(
                            "the history %s cannot be read: its schema is version 7, and this Nestlab knows versions up to 1: take the newer Nestlab, or another nestlab.history"
                                    .formatted(file()));
        }
        sql("DELETE FROM nestlab_schema WHERE version = '7'");
        isThere(before, during);
    }

    @Test
    void someoneElsesDatabaseIsRefused() throws Exception {
        sql("CREATE TABLE customers (name TEXT)");
        kept(0);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                ResultSet tables = connection.getMetaData().getTables(null, null, "experiment", null)) {
            assertThat(tables.next()).isFalse();
        }
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void foreignAndCutFilesInTheSpoolAreLeftAlone() throws Exception {
        Files.writeString(file(), "no database ".repeat(100));
        Experiment whole = kept(0);
        Path spool = Objects.requireNonNull(waiting().get(0).getParent());
        String text = ExperimentJson.write(whole);
        Path cut = Files.writeString(spool.resolve("cut.json"), text.substring(0, text.length() / 2));
        Path foreign = Files.writeString(spool.resolve("foreign.json"), "{\"name\": \"something\"}");
        Path nothing = Files.writeString(spool.resolve("null.json"), "null");
        Files.delete(file());

        isThere(whole);
        assertThat(waiting()).containsExactlyInAnyOrder(cut, foreign, nothing);
    }

    @Test
    void anExperimentThatTheStoreNeverTakesHoldsUpNoOther() throws Exception {
        kept(0);
        List<Experiment> spooled = IntStream.rangeClosed(1, 3)
                .mapToObj(second -> inconclusive(Duration.ofSeconds(second)))
                .sorted(Comparator.comparing(it -> it.design().id().toString()))
                .toList();
        try (RunHistory history = open("jdbc:sqlite:file:%s?mode=ro".formatted(file()))) {
            spooled.forEach(history::keep);
        }
        UUID refused = spooled.get(0).design().id();
        sql("CREATE TRIGGER refuse BEFORE INSERT ON experiment WHEN NEW.id = '%s' BEGIN SELECT RAISE(ABORT, 'no'); END"
                .formatted(refused));

        isThere(spooled.get(1), spooled.get(2));
        assertThat(waiting()).singleElement().extracting(Path::getFileName).hasToString(refused + ".json");

        sql("DROP TRIGGER refuse");
        isThere(spooled.get(0));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> open("jdbc:mysql://ci:s3cret@db/x"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "nestlab.history is 'jdbc:mysql://ci:***@db/x', which is not a valid history; expected an SQLite file, jdbc:postgresql://HOST/DATABASE?user=USER, or off");
        assertThatThrownBy(() -> open("jdbc:sqlite::memory:")).isInstanceOf(LabConfigurationException.class);
    }

    @Test
    void aLookMakesNoFile() {
        try (RunHistory history = open()) {
            assertThat(history.list(1)).isEmpty();
        }
        assertThat(file()).doesNotExist();
    }
}
