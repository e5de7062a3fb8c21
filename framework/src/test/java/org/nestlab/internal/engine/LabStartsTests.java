package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.internal.lab.StartFailure;
import org.nestlab.internal.lab.StartFailure.Kind;
import org.nestlab.internal.lab.Starts;
import org.nestlab.spec.Tier;

/** How often a lab is started. A start is scripted by what ends it; one that is not scripted succeeds. */
class LabStartsTests {

    private final StartTally tally = new StartTally();
    private final List<Integer> numbers = new ArrayList<>();
    private boolean ended;

    /** What the starts come to: {@code up} after so many starts, or the message of the last one. */
    private String run(Tier tier, int most, Kind... kinds) {
        Deque<Kind> script = new ArrayDeque<>(List.of(kinds));
        LabStarts<String> starts = new LabStarts<>(new StartPolicy(onTier -> most), tally);
        numbers.clear();
        Throwable[] failed = new Throwable[1];
        String up = null;
        try {
            up = starts.run((number, before) -> {
                numbers.add(number);
                assertThat(before).hasSize(numbers.size() - 1);
                Optional<StartFailure> failure = Optional.ofNullable(script.poll())
                        .map(kind -> new StartFailure(
                                kind, new IllegalStateException(kind + " in start " + numbers.size())));
                return new LabStarts.Started<>("up", tier, failure, ended);
            });
        } catch (IllegalStateException e) {
            failed[0] = e;
        }
        if (up != null) {
            return "up after " + numbers.size();
        }
        assertThat(failed[0].getSuppressed()).hasSize(numbers.size() - 1);
        return String.valueOf(failed[0].getMessage());
    }

    @AfterEach
    void nobodyIsLeftInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aLabThatComesUpIsStartedOnce() {
        assertThat(run(Tier.EMULATED, 2)).isEqualTo("up after 1");
        assertThat(tally.sum().sentence()).isEqualTo("1 lab was started once");
    }

    @ParameterizedTest
    @CsvSource({"EMULATOR, EMULATED", "HANG, EMULATED", "HANG, KVM", "CRASH, EMULATED"})
    void aBreakIsFollowedByAnotherStart(Kind kind, Tier tier) {
        assertThat(run(tier, 2, kind)).isEqualTo("up after 2");
    }

    /** On hardware a crash is the kernel's. */
    @Test
    void aCrashOnHardwareIsNeverStartedAgain() {
        assertThat(run(Tier.KVM, 5, Kind.CRASH)).isEqualTo("CRASH in start 1");
        assertThat(tally.sum().again()).isZero();
    }

    @Test
    void aRefusalIsNeverStartedAgain() {
        assertThat(run(Tier.EMULATED, 5, Kind.REFUSED)).isEqualTo("REFUSED in start 1");
    }

    @Test
    void aKernelThatCrashesTwiceIsAFailure() {
        assertThat(run(Tier.EMULATED, 5, Kind.CRASH, Kind.CRASH)).isEqualTo("CRASH in start 2");
    }

    @Test
    void aProvenBreakIsStartedAgainAsOftenAsTheSettingSays() {
        assertThat(run(Tier.EMULATED, 2, Kind.EMULATOR, Kind.EMULATOR)).isEqualTo("EMULATOR in start 2");
        assertThat(run(Tier.EMULATED, 3, Kind.EMULATOR, Kind.EMULATOR)).isEqualTo("up after 3");
        assertThat(run(Tier.EMULATED, 3, Kind.EMULATOR, Kind.HANG, Kind.EMULATOR))
                .isEqualTo("EMULATOR in start 3");
    }

    /** Otherwise a kernel would fail for one crash, as the emulation had used up the starts. */
    @Test
    void theStartAfterACrashIsNotCountedAgainstTheSetting() {
        assertThat(run(Tier.EMULATED, 2, Kind.EMULATOR, Kind.CRASH)).isEqualTo("up after 3");
        assertThat(run(Tier.EMULATED, 2, Kind.CRASH, Kind.HANG)).isEqualTo("up after 3");
        assertThat(numbers)
                .as("the start after the crash gives a hang up early, too")
                .containsExactly(1, 1, 2);
        assertThat(run(Tier.EMULATED, 2, Kind.CRASH, Kind.HANG, Kind.CRASH)).isEqualTo("CRASH in start 3");
    }

    @ParameterizedTest
    @CsvSource({"EMULATOR", "HANG", "CRASH"})
    void oneAttemptIsOneStart(Kind kind) {
        assertThat(run(Tier.EMULATED, 1, kind)).isEqualTo(kind + " in start 1");
    }

    @Test
    void aLabThatWasTakenDownUnderItsStartIsNotStartedAgain() {
        ended = true;

        assertThat(run(Tier.EMULATED, 5, Kind.HANG)).isEqualTo("HANG in start 1");
    }

    @Test
    void whoIsInterruptedStartsNothing() {
        Thread.currentThread().interrupt();
        try {
            assertThat(run(Tier.EMULATED, 5, Kind.HANG)).isEqualTo("HANG in start 1");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theLastFailureNamesThoseBefore() {
        LabStarts<String> starts = new LabStarts<>(new StartPolicy(tier -> 2), tally);

        Throwable failure = catchThrowable(() -> starts.run((number, before) -> new LabStarts.Started<>(
                "down",
                Tier.EMULATED,
                Optional.of(new StartFailure(Kind.HANG, new IllegalStateException("start " + (before.size() + 1)))),
                false)));

        assertThat(failure).hasMessage("start 2");
        assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("start 1");
    }

    @Test
    void startsAreCountedByTheirReason() {
        run(Tier.EMULATED, 3, Kind.EMULATOR, Kind.EMULATOR);
        run(Tier.EMULATED, 3, Kind.CRASH, Kind.CRASH);
        run(Tier.EMULATED, 3, Kind.HANG);
        run(Tier.EMULATED, 3);

        assertThat(tally.sum()).isEqualTo(new Starts(4, 2, 1, 1));
        assertThat(tally.sum().sentence())
                .isEqualTo(
                        "4 labs were started 8 times: 4 times again, as the emulation broke a guest (2), a guest crashed (1), a guest hung (1)");
    }
}
