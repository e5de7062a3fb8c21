package org.nestlab.internal.history.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.history.Experiments;
import org.nestlab.internal.history.json.ExperimentJson;

/** Whatever lies in the folder, what is whole is found, and the rest is left alone and named. */
class SpoolTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void aFileThatNoExperimentIsAsLongAsIsNotRead() throws IOException {
        Experiment kept = Experiments.inconclusive(Duration.ZERO);
        Spool spool = new Spool(folder);
        spool.add(kept);
        Path huge = folder.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }

        Spool.Contents contents = spool.contents();

        assertThat(contents.waiting()).extracting(Spool.Waiting::experiment).containsExactly(kept);
        assertThat(contents.unreadable()).containsExactly(new Spool.Unreadable(huge, "more than 67108864 bytes"));
        assertThat(huge).exists();
    }

    @Test
    void aSpoiltFileIsNamed() {
        String whole = ExperimentJson.write(Experiments.inconclusive(Duration.ZERO));
        Path file = folder.resolve("spoilt.json");
        Untidy.of(whole).isRead(text -> {
            try {
                Files.writeString(file, text.replaceAll("[\\ud800-\\udfff]", "?"));
                Spool.Contents contents = new Spool(folder).contents();
                assertThat(contents.waiting().size() + contents.unreadable().size())
                        .isEqualTo(1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
