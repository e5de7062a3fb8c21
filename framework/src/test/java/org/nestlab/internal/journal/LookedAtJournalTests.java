package org.nestlab.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.engine.ChildJvm;
import org.nestlab.internal.plan.LabId;

/** Who only looks who owns a lab, as {@code nestlab list} does, keeps nobody from becoming its owner. */
@Timeout(120)
class LookedAtJournalTests {

    private static final LabId LAB = new LabId("0badcafe");
    private static final int TIMES = 2_000;

    @TempDir
    private Path root = Path.of("set by JUnit");

    private StateFolder state = StateFolder.open(Path.of("target"));

    @BeforeEach
    void aLabWithoutAnOwner() {
        state = StateFolder.open(root);
        Journal.start(state, LAB, "test:///default").close();
    }

    @Test
    void anotherProcessLooks() {
        try (ChildJvm child = ChildJvm.start(
                "org.nestlab.internal.journal.JournalHolder",
                Map.of(),
                List.of("look", root.toString(), LAB.value()))) {
            child.awaitLine("looking");

            assertThat(taken()).isEqualTo(TIMES);
        }
    }

    @Test
    void anotherThreadLooks() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> looking = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                Journal.isOwned(state, LAB);
                begun.countDown();
            }
        });
        try {
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(taken()).isEqualTo(TIMES);
        } finally {
            over.set(true);
            looking.get(1, TimeUnit.MINUTES);
        }
    }

    private int taken() {
        int taken = 0;
        for (int i = 0; i < TIMES; i++) {
            taken += Journal.take(state, LAB)
                    .map(journal -> {
                        journal.close();
                        return 1;
                    })
                    .orElse(0);
        }
        return taken;
    }
}
