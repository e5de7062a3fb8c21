package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.WaitTimeoutException;
import org.nestlab.internal.shell.Waiting;

class AttemptsTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void aGuestThatHungIsStartedAgainAndTheNextAttemptKnowsWhy() {
        assertThat(run(3, 2)).isEqualTo("up at 2");
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isEqualTo("1: ");
        assertThat(seen.get(1)).startsWith("2: L2 guest: SSH to listen: gave up");
    }

    @Test
    void theLastAttemptsFailureIsTheTestsFailure() {
        assertThatThrownBy(() -> run(2, 5))
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("L2 guest");
        assertThat(seen).hasSize(2);
    }

    @Test
    void oneAttemptIsOne() {
        assertThatThrownBy(() -> run(1, 2)).isInstanceOf(WaitTimeoutException.class);
        assertThat(seen).hasSize(1);
    }

    @Test
    void aGuestThatPanickedIsNotTriedAgain() {
        assertThatThrownBy(() -> Attempts.run(
                        (number, before) -> {
                            seen.add(number + ": " + before);
                            return waiting()
                                    .failFast(() -> Optional.of("Kernel panic"))
                                    .until(Optional::<String>empty);
                        },
                        (number, hung) -> true))
                .isInstanceOf(ProvisioningException.class)
                .isNotInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("Kernel panic");
        assertThat(seen).hasSize(1);
    }

    private String run(int most, int upAt) {
        return Attempts.run(
                (number, before) -> {
                    seen.add(number + ": " + before);
                    return number == upAt ? "up at " + number : waiting().until(Optional::<String>empty);
                },
                (number, hung) -> number < most);
    }

    private static Waiting waiting() {
        return Waiting.on("L2 guest: SSH to listen", Duration.ofMillis(150), Duration.ofMillis(10));
    }
}
