package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.settings.ProgressStyle;
import org.nestlab.machine.Level;

class StepsTests {

    @Test
    void theThreadThatShowsProgressEndsWithTheSteps() {
        Steps steps =
                new Steps(new LabId("aaaa0001"), new LabListeners(List.of()), ProgressLines.of(ProgressStyle.OFF));
        List<Boolean> during = new ArrayList<>();

        steps.run(Level.L0, "a step", () -> during.add(isAtIt()));

        assertThat(during).containsExactly(true);
        Awaitility.await("the end of nestlab-progress")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !isAtIt());
    }

    private static boolean isAtIt() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("nestlab-progress"));
    }
}
