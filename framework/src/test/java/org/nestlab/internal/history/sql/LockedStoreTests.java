package org.nestlab.internal.history.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.history.Experiments;

class LockedStoreTests {

    @TempDir
    Path folder;

    private SqlStore store(Schema schema) {
        return new SqlStore(Address.parse(folder.resolve("h.db").toString()), schema, Duration.ofMillis(200));
    }

    @Test
    void aLockedStoreIsGivenUpAndStillReads() throws Exception {
        SqlStore store = store(Schema.CURRENT);
        Experiment before = Experiments.inconclusive(Duration.ZERO);
        Experiment during = Experiments.inconclusive(Duration.ofSeconds(1));
        store.add(List.of(before));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("h.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> store.add(List.of(during)))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("[SQLITE_BUSY]");
            assertThat(store.find(before.design().id())).contains(before);
            statement.execute("ROLLBACK");
        }
        store.add(List.of(during));
        assertThat(store.find(during.design().id())).contains(during);
    }

    @Test
    void anOlderSchemaIsBroughtUpToDateWithAllThatIsInIt() {
        Experiment before = Experiments.ofAllShapes();
        store(Schema.CURRENT).add(List.of(before));
        SqlStore newer =
                store(new Schema(List.of("org/nestlab/history/migration", "org/nestlab/internal/history/sql/next"), 2));

        assertThat(newer.find(before.design().id())).contains(before);
        assertThatThrownBy(() -> store(Schema.CURRENT).list(1))
                .hasMessageStartingWith("its schema is version 2, and this Nestlab knows versions up to 1");
    }
}
