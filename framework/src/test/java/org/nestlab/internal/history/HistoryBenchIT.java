package org.nestlab.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@code bench/history.sh}, with room for a busy machine, and apart from the unit tests: it is a time
 * that it looks at.
 */
class HistoryBenchIT {

    @Test
    void aThousandExperimentsAreListedInNoTime(@TempDir Path folder) {
        Path file = folder.resolve("history.db");
        HistoryBench.fill(file, 1_000);
        assertThat(HistoryBench.list(file, 1_000)).isLessThan(Duration.ofSeconds(2));
    }
}
