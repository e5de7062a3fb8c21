package org.nestlab.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.history.RunHistory;

/** The contract on a real server, started from Debian's packages. */
class PostgresHistoryIT extends RunHistoryContract {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static PostgresServer server;

    @TempDir
    Path folder;

    private String url = "";

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void anEmptySchema() {
        url = server.url("test_" + SCHEMAS.incrementAndGet());
    }

    @Override
    protected RunHistory open() {
        return Histories.open(Optional.of(url), folder.resolve("pending"));
    }

    private long waiting() throws Exception {
        if (!Files.exists(folder.resolve("pending"))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder.resolve("pending"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void whatAStoppedServerMissedIsTakenInLater() throws Exception {
        Experiment before = Experiments.inconclusive(Duration.ZERO);
        Experiment during = Experiments.inconclusive(Duration.ofSeconds(1));
        try (RunHistory history = open()) {
            history.keep(before);
            server.control("stop");
            try {
                history.keep(during);

                assertThat(waiting()).isEqualTo(1);
                assertThatThrownBy(() -> history.list(1))
                        .hasMessageStartingWith("the history jdbc:postgresql://127.0.0.1:")
                        .hasMessageContaining("password=***&")
                        .hasMessageNotContaining("s3cret")
                        .hasNoCause();
            } finally {
                server.control("start");
            }
            assertThat(history.find(during.design().id())).contains(during);
            assertThat(history.find(before.design().id())).contains(before);
            assertThat(waiting()).isZero();
        }
    }

    @Test
    void aWrongPasswordIsNotShown() {
        String wrong = url.replace("s3cret", "wr%6Fng-pass");
        try (RunHistory history = Histories.open(Optional.of(wrong), folder.resolve("other"))) {
            assertThatThrownBy(() -> history.list(1))
                    .hasMessageContaining("password authentication failed for user")
                    .hasMessageNotContaining("wr%6Fng-pass")
                    .hasMessageNotContaining("wrong-pass");
        }
    }
}
