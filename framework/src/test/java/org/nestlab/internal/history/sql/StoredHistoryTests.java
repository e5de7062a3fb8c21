package org.nestlab.internal.history.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.history.Experiments;

class StoredHistoryTests {

    private static final int WAITING = 20;
    private static final Duration BUSY_FOR = Duration.ofMillis(500);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void aStoreThatTakesNothingIsNotWaitedForByEachExperiment() throws IOException, SQLException {
        Address address = Address.parse(folder.resolve("history.db").toString());
        Spool spool = new Spool(folder.resolve("pending"));
        SqlStore store = new SqlStore(address, Schema.CURRENT, BUSY_FOR);
        try (StoredHistory history = new StoredHistory(store, spool)) {
            history.keep(Experiments.inconclusive(Duration.ZERO));
            for (int i = 1; i <= WAITING; i++) {
                spool.add(Experiments.inconclusive(Duration.ofSeconds(i)));
            }
            try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                    Statement statement = writer.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                long start = System.nanoTime();

                assertThat(history.list(WAITING)).hasSize(1);

                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isGreaterThan(BUSY_FOR)
                        .isLessThan(BUSY_FOR.multipliedBy(WAITING / 2));
                statement.execute("ROLLBACK");
            }
            assertThat(history.list(2 * WAITING)).hasSize(1 + WAITING);
        }
    }
}
