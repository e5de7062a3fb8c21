package org.nestlab.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTests {

    private final List<String> done = new ArrayList<>();

    @Test
    void theLastStepIsDoneAfterWorkThatSucceeds() {
        assertThat(Closing.<String>inAnyCase(this::work, () -> done.add("removed")))
                .isEqualTo("result");
        assertThat(done).containsExactly("work", "removed");
    }

    @Test
    void theFailureOfTheWorkIsThrownAndThatOfTheLastStepIsSuppressed() {
        assertThatThrownBy(() -> Closing.inAnyCase(() -> fail("L1 panicked"), () -> fail("rm: no answer")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("L1 panicked")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("rm: no answer"));
    }

    @Test
    void aFailureOfTheLastStepAloneIsThrown() {
        assertThatThrownBy(() -> Closing.<String>inAnyCase(this::work, () -> fail("rm: read-only file system")))
                .hasMessage("rm: read-only file system");
        assertThat(done).containsExactly("work");
    }

    @Test
    void anErrorIsAFailureToo() {
        assertThatThrownBy(() -> Closing.inAnyCase(
                        () -> {
                            throw new AssertionError("limit exceeded");
                        },
                        () -> done.add("removed")))
                .isInstanceOf(AssertionError.class);
        assertThat(done).containsExactly("removed");
    }

    @Test
    void whatCannotBeClosedAfterAFailureIsToldWithIt() {
        Throwable failure = new IllegalStateException("first");

        Closing.after(failure, () -> {
            throw new IOException("second");
        });

        assertThat(failure.getSuppressed())
                .singleElement()
                .isInstanceOf(IOException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("second");
    }

    private String work() {
        done.add("work");
        return "result";
    }

    private void fail(String message) {
        throw new IllegalStateException(message);
    }
}
