package org.nestlab.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests of the Jenkinsfile would see what Jenkins refuses, and what it skips. */
class DeclarativeTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent none; stages { steps { echo 'x' } } | 'steps' may not stand in 'stages '",
                "agent none; stages { stage('a') { stage('b') { } } } | 'stage' may not stand in 'stage a'",
                "agent none; stages { stage('a') { post { always { echo 'x' } } } } | stage a has 0 of steps, stages, matrix; expected 1",
                "agent none; stages { stage('a') { steps { } } }; post { often { } } | No signature of method: Sample.often",
                "agent none; stages { stage('a') { steps { shell 'x' } } } | No signature of method: Sample.shell",
                "agent none; agent none; stages { } | 'agent' stands twice in 'pipeline '",
            })
    void whatJenkinsRefusesIsRefused(String body, String message) {
        assertThatThrownBy(() -> run(body)).hasMessageContaining(message);
    }

    @Test
    void aStageThatFailsSkipsTheNextAndPostRunsAllTheSame() throws IOException {
        JenkinsRun run = run("""
                agent none
                stages {
                    stage('a') { steps { error 'no' }; post { always { echo 'after a' } } }
                    stage('b') { steps { echo 'b' } }
                }
                post { always { echo 'end' } }""");

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.log()).containsExactly("a/post: echo after a", ": failed: no", "post: echo end");
    }

    private JenkinsRun run(String body) throws IOException {
        return JenkinsRun.of(folder, "pipeline {\n" + body + "\n}");
    }
}
