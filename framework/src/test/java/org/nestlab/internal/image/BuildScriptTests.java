package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nestlab.HostNotCapableException;
import org.nestlab.ProvisioningException;

@Timeout(120)
class BuildScriptTests {

    private static final Duration SOON = Duration.ofSeconds(40);

    /** A script that waits for a program, which tells its number first. */
    private static final String HANGING = "sh -c 'echo $$; exec sleep 300'; echo fetched";

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private void run(Duration limit, String script) throws IOException {
        new BuildScript("building the guest image", limit)
                .run(List.of("bash", "-c", script), progress::add)
                .orThrow();
    }

    @Test
    void itsLinesAreShown() throws IOException {
        run(Duration.ofMinutes(1), "echo one; echo two >&2");

        assertThat(progress).containsExactly("one", "two");
    }

    @Test
    void aFailureHasItsLastLinesAndTheRemedy() {
        assertThatThrownBy(() -> run(Duration.ofMinutes(1), "echo no mmdebstrap; exit 3"))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage("""
                        L0 host: building the guest image ended with status 3:
                          no mmdebstrap
                        Where a tool is missing, `mvn verify -Psetup` or `nestlab setup` installs it""");
    }

    @Test
    void aBuildThatHangsIsGivenUp() {
        assertThatThrownBy(() -> run(Duration.ofMillis(500), "echo fetching; exec sleep 300"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("""
                        L0 host: building the guest image was given up after 500 ms, its limit; it last said:
                          fetching
                        `nestlab image build` builds images apart from a run""");
    }

    @Test
    void whatItsScriptHasStartedIsGivenUpWithIt() {
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> quietly(Duration.ofSeconds(3)), threads);

        assertThat(run)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("building the guest image was given up after 3 s, its limit");
        assertTheChildHasEnded();
    }

    @Test
    void oneWhoseThreadIsInterruptedEnds() {
        Thread[] runner = new Thread[1];
        CompletableFuture<Void> run = CompletableFuture.runAsync(
                () -> {
                    runner[0] = Thread.currentThread();
                    quietly(Duration.ofMinutes(5));
                },
                threads);
        await().atMost(SOON).until(() -> !progress.isEmpty());

        runner[0].interrupt();

        assertThat(run)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("L0 host: building the guest image was interrupted");
        assertTheChildHasEnded();
    }

    @Test
    void oneWhoseLinesCannotBeShownEnds() {
        IllegalStateException refused = new IllegalStateException("the listener failed");

        assertThatThrownBy(() -> new BuildScript("building the guest image", Duration.ofMinutes(5))
                        .run(List.of("bash", "-c", HANGING), line -> {
                            progress.add(line);
                            throw refused;
                        }))
                .isSameAs(refused);

        assertTheChildHasEnded();
    }

    private void quietly(Duration limit) {
        try {
            run(limit, HANGING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that nobody has waited for has no command line any more. */
    private void assertTheChildHasEnded() {
        long child = Long.parseLong(progress.get(0));
        await().atMost(SOON)
                .until(() -> ProcessHandle.of(child)
                        .flatMap(process -> process.info().commandLine())
                        .isEmpty());
    }
}
