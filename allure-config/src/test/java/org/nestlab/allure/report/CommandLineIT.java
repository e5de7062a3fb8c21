package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as {@code ./nestlab} starts it, with the libraries that were copied for it. */
class CommandLineIT {

    @TempDir
    Path folder;

    @Test
    void itHasALoggerAndSaysNothingThatWasNotAskedFor() throws IOException, InterruptedException {
        Path errors = folder.resolve("stderr");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        "../framework/core/target/classes:" + "../framework/history/target/classes:"
                                + "../framework/container/target/classes:" + "../framework/cli/target/classes:"
                                + "target/classes:target/lib/*",
                        "org.nestlab.cli.Nestlab",
                        "history",
                        "list",
                        "--history",
                        folder.resolve("history.db").toString()))
                .redirectError(errors.toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        assertThat(errors).isEmptyFile();
        assertThat(Path.of("target/lib"))
                .isDirectoryContaining("glob:**/slf4j-simple-*.jar")
                .isDirectoryNotContaining("glob:**/logback-*.jar");
    }
}
