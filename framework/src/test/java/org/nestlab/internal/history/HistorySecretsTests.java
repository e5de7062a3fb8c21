package org.nestlab.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.slf4j.LoggerFactory;

/** The password of a history's database is in no message, no stack trace, no log and no file. */
class HistorySecretsTests {

    @TempDir
    private Path spool = Path.of("set by JUnit");

    @Test
    void aDatabaseThatDoesNotAnswerTellsNobodyThePassword() throws IOException {
        String url;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "jdbc:postgresql://127.0.0.1:%d/nestlab?user=ci&password=s3cr;et/%%41&sslpassword=s3cret2"
                    .formatted(closedSoon.getLocalPort());
        }
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        Throwable failure;
        Experiment kept = Experiments.inconclusive(Duration.ZERO);
        try (RunHistory history = Histories.open(Optional.of(url), spool)) {
            history.keep(kept);
            failure = catchThrowable(() -> history.list(1));
        } finally {
            root.detachAppender(log);
        }

        StringWriter said = new StringWriter();
        failure.printStackTrace(new PrintWriter(said, true));
        log.list.forEach(event -> said.append(event.getFormattedMessage()).append('\n'));
        List<Path> files = files();
        for (Path file : files) {
            said.append(file.toString()).append(Files.readString(file));
        }
        assertThat(said.toString())
                .contains("password=***", kept.design().id().toString())
                .doesNotContain("s3cr", "et/", "s3cret2");
        assertThat(files).hasSize(1);
    }

    @Test
    void theSettingsDoNotShowIt() {
        Settings settings = Settings.from(key -> key.equals(Setting.HISTORY.key())
                ? Optional.of("jdbc:postgresql://db/x?password=s3cret")
                : Optional.empty());

        assertThat(settings.experiments().toString()).doesNotContain("s3cret");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(spool)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
