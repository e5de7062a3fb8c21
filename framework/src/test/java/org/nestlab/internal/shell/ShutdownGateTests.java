package org.nestlab.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.engine.ChildJvm;

@Timeout(120)
class ShutdownGateTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        mayEnd.countDown();
        threads.shutdownNow();
    }

    /** The process: it asks itself to end in the middle of a step. */
    public static void main(String[] arguments) throws IOException {
        ShutdownGate.ofThisJvm().pass(() -> {
            System.out.println("BEGUN");
            long patience = TimeUnit.SECONDS.toNanos(2);
            CompletableFuture<Void> exit = CompletableFuture.runAsync(() -> System.exit(7));
            for (long start = System.nanoTime(); System.nanoTime() - start < patience; ) {
                Thread.onSpinWait(); // a shutdown that does not wait ends this
            }
            System.out.println("CREATED, exit has returned: " + exit.isDone());
            try (HookedProcess process =
                    HookedProcess.start(new ProcessBuilder("sleep", "300"), Process::destroyForcibly)) {
                System.out.println("RUNS " + process.process().pid());
            } catch (ProvisioningException e) {
                System.out.println("REJECTED " + e.getMessage());
            }
            return true;
        });
    }

    @Test
    void aShutdownWaitsForAStepThatHasBegun() throws Exception {
        ShutdownGate gate = new ShutdownGate(LONG);
        CompletableFuture<String> step = CompletableFuture.supplyAsync(() -> gate.pass(this::slow), threads);
        begun.await();
        CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(gate::close, threads);

        assertThat(closing).isNotCompleted();
        mayEnd.countDown();

        assertThat(closing.get()).isTrue();
        assertThat(step).isCompletedWithValue("created");
    }

    @Test
    void noStepBeginsAfterwards() {
        ShutdownGate gate = new ShutdownGate(LONG);
        assertThat(gate.close()).isTrue();

        assertThatThrownBy(() -> gate.pass(() -> {
                    begun.countDown();
                    return "created";
                }))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("this process was asked to end: it starts nothing more");
        assertThat(begun.getCount()).isOne();
    }

    @Test
    void aStepThatHangsIsGivenUp() throws Exception {
        ShutdownGate gate = new ShutdownGate(Duration.ofMillis(50));
        CompletableFuture<String> step = CompletableFuture.supplyAsync(() -> gate.pass(this::slow), threads);
        begun.await();

        assertThat(gate.close()).isFalse();

        assertThat(step).isNotCompleted();
    }

    @Test
    void stepsRunSideBySide() throws Exception {
        ShutdownGate gate = new ShutdownGate(LONG);
        CompletableFuture<String> step = CompletableFuture.supplyAsync(() -> gate.pass(this::slow), threads);
        begun.await();

        assertThat(gate.pass(() -> "another")).isEqualTo("another");

        mayEnd.countDown();
        assertThat(step.get()).isEqualTo("created");
    }

    @Test
    void aProcessThatIsAskedToEndInAStepEndsAfterItAndStartsNothing() {
        try (ChildJvm child = ChildJvm.start(ShutdownGateTests.class.getName(), Map.of(), List.of())) {
            assertThat(child.awaitEnd(LONG)).as(child.output()).isEqualTo(7);

            assertThat(child.output().lines())
                    .containsExactly(
                            "BEGUN",
                            "CREATED, exit has returned: false",
                            "REJECTED this process was asked to end: it starts nothing more");
        }
    }

    private String slow() {
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "created";
    }
}
