package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.FakeHost;

/** How long an experiment waits for a quiet host before each of its pairs. */
class QuietWaitTests {

    private static final Duration BOUND = Duration.ofMillis(8);

    private final FakeHost host = new FakeHost();

    private final QuietWait wait = new QuietWait(BOUND);

    private void look(int waited) {
        String look = "uptime %s 1.0\ncpu  1000 0 1000 8000 0 0 0 0 0 0\ncpu some total=%d\n";
        host.answers.on("look", look.formatted("100.00", 0) + "then\n" + look.formatted("101.00", waited));
    }

    @Test
    void eachWaitInVainHalvesTheNextOne() {
        look(900_000);

        assertThat(wait.await(host)).singleElement().asString().startsWith("host still busy after ");
        assertThat(wait.next()).isEqualTo(Duration.ofMillis(4));
        assertThat(wait.await(host)).hasSize(1);
        assertThat(wait.next()).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void aHostThatWasQuietIsWaitedForAsAtFirst() {
        look(900_000);
        wait.await(host);
        look(0);

        assertThat(wait.await(host)).isEmpty();
        assertThat(wait.next()).isEqualTo(BOUND);
    }
}
