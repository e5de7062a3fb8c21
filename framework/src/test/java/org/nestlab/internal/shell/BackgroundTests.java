package org.nestlab.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundTests {

    @Test
    void aThreadWithoutATaskEndsSoon() throws Exception {
        Thread thread = Background.threads().submit(Thread::currentThread).get(10, TimeUnit.SECONDS);

        thread.join(10_000);

        assertThat(thread.isAlive()).as("%s 10 s after its only task", thread).isFalse();
    }
}
