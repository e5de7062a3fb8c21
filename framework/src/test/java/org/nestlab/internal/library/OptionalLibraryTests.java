package org.nestlab.internal.library;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Experiment;
import org.nestlab.fake.WithoutLibraries;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.history.Experiments;
import org.nestlab.internal.history.Histories;
import org.nestlab.spec.HypervisorSpec;
import org.slf4j.LoggerFactory;

/** What a user is told who wants a part whose library is not on the class path, and what works without. */
class OptionalLibraryTests {

    private static final List<String> CONTAINERS =
            List.of("testcontainers-", "docker-java-api-", "docker-java-transport-");

    @ParameterizedTest
    @EnumSource
    void theTestsHaveAllOfThem(OptionalLibrary library) {
        assertThat(library.isPresent()).isTrue();
    }

    @Test
    void aHypervisorInAContainerSaysWhatToAdd() throws Exception {
        assertThat(WithoutLibraries.run(ContainerImage.class, CONTAINERS))
                .isEqualTo(
                        "L0 host: Debian trixie in a container needs a library, which is not on the class path; add to the test dependencies of your project: org.nestlab:nestlab-container");
    }

    @Test
    void aContainerThatAnEarlierRunLeftBehindIsNotForgotten() throws Exception {
        assertThat(WithoutLibraries.run(Removal.class, CONTAINERS))
                .startsWith("L0 host: removing the container of lab 0badcafe needs a library")
                .endsWith(" org.nestlab:nestlab-container");
    }

    @Test
    void labsAreReapedWithoutContainers() throws Exception {
        assertThat(WithoutLibraries.run(Reaping.class, CONTAINERS)).isEqualTo("[]");
    }

    @Test
    void aHistoryInPostgreSqlSaysWhatToAdd() throws Exception {
        for (String jar : List.of("postgresql-", "flyway-database-postgresql-")) {
            assertThat(WithoutLibraries.run(PostgresHistory.class, List.of(jar)))
                    .as(jar)
                    .startsWith("nestlab.history is 'jdbc:postgresql://db.example/nestlab?user=ci&password=")
                    .doesNotContain("s3cret")
                    .endsWith(
                            " add to the test dependencies of your project: org.postgresql:postgresql, org.flywaydb:flyway-database-postgresql");
        }
    }

    @Test
    void aHistoryInAFileNeedsNoneOfThem() throws Exception {
        assertThat(WithoutLibraries.run(FileHistory.class, List.of("postgresql-", "flyway-database-postgresql-")))
                .isEqualTo("0 experiments");
    }

    @Test
    void whoReadsAHistoryWithoutItsLibrariesIsToldWhatToAdd() throws Exception {
        assertThat(WithoutLibraries.run(HistoryRead.class, List.of("sqlite-jdbc-")))
                .startsWith(
                        "nestlab.history is '/nowhere/h.db', which needs a library, which is not on the class path; ")
                .contains(" add to the test dependencies of your project: ");
    }

    @Test
    void aRunWithoutThemGoesOnAndIsToldOnceThatNothingIsKept() throws Exception {
        assertThat(WithoutLibraries.run(RunKept.class, List.of("flyway-core-", "jdbi3-core-", "sqlite-jdbc-")))
                .startsWith("[WARN] the experiments of this run are not kept: nestlab.history is '/nowhere/h.db'")
                .endsWith("; pairs of earlier runs: 0");
    }

    /** What a call says that is refused. */
    private abstract static class Refused implements Callable<String> {

        abstract void ask();

        @Override
        public String call() {
            try {
                ask();
                return "it was not refused";
            } catch (LabConfigurationException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    /** Asks for a container's image. */
    public static final class ContainerImage extends Refused {
        @Override
        void ask() {
            Containers.ofHost()
                    .image(HypervisorSpec.debian(HypervisorSpec.Release.TRIXIE), Path.of("/nowhere"), line -> {});
        }
    }

    /** Removes a container. */
    public static final class Removal extends Refused {
        @Override
        void ask() {
            Containers.ofHost().remove("0badcafe");
        }
    }

    /** Asks which labs have containers, as each run does at its start. */
    public static final class Reaping implements Callable<String> {
        @Override
        public String call() {
            return Containers.ofHost().labsOf(UUID.randomUUID()).toString();
        }
    }

    /** Opens a history on a server. */
    public static final class PostgresHistory extends Refused {
        @Override
        void ask() {
            Histories.open(
                            Optional.of("jdbc:postgresql://db.example/nestlab?user=ci&password=s3cret"),
                            Path.of("/nowhere"))
                    .close();
        }
    }

    /** Opens a history in a file that is not there, which is empty. */
    public static final class FileHistory implements Callable<String> {
        @Override
        public String call() {
            try (RunHistory history = Histories.open(Optional.of("/nowhere/h.db"), Path.of("/nowhere/spool"))) {
                return history.list(5).size() + " experiments";
            }
        }
    }

    /** Reads a history. */
    public static final class HistoryRead extends Refused {
        @Override
        void ask() {
            try (RunHistory history = Histories.open(Optional.of("/nowhere/h.db"), Path.of("/nowhere/spool"))) {
                history.list(5);
            }
        }
    }

    /** Keeps two experiments and asks for the evidence of earlier runs, as each run does. */
    public static final class RunKept implements Callable<String> {
        @Override
        public String call() {
            ListAppender<ILoggingEvent> log = new ListAppender<>();
            log.start();
            ((Logger) LoggerFactory.getLogger("org.nestlab.internal.history")).addAppender(log);
            Experiment experiment = Experiments.inconclusive(Duration.ZERO);
            try (RunHistory history = Histories.open(Optional.of("/nowhere/h.db"), Path.of("/nowhere/spool"))) {
                history.keep(experiment);
                history.keep(experiment);
                int pairs = history.evidence(Experiments.query(experiment, Experiments.IOPS), Duration.ofDays(1))
                        .size();
                return log.list.stream().map(Object::toString).collect(Collectors.joining("; "))
                        + "; pairs of earlier runs: " + pairs;
            }
        }
    }
}
