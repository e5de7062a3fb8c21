package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.settings.Keep;

/** Which labs outlive their process. */
class StayingTests {

    @ParameterizedTest
    @EnumSource(Keep.class)
    void halfALabThatWasInterruptedGoesWhateverItIsFor(Keep keep) {
        for (LabUse use : LabUse.values()) {
            assertThat(new Staying(keep, use).stays(false, false, true)).isFalse();
            // The signal fails what is being done at the moment.
            assertThat(new Staying(keep, use).stays(false, true, true)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Keep.class)
    void aLabOfUpStaysOnceItIsUp(Keep keep) {
        assertThat(new Staying(keep, LabUse.STAYS).stays(true, false, false)).isTrue();
        assertThat(new Staying(keep, LabUse.STAYS).stays(true, false, true)).isTrue();
        assertThat(new Staying(keep, LabUse.STAYS_BESIDE_OTHERS).stays(true, false, false))
                .isTrue();
        assertThat(new Staying(keep, LabUse.STAYS).never()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER, false, true, false",
        "ON_FAILURE, false, true, true",
        "ALWAYS, false, true, true",
        "NEVER, true, true, false",
        "ON_FAILURE, true, true, true",
        "ON_FAILURE, true, false, false",
        "ALWAYS, true, false, true",
    })
    void ofTestsTheSettingDecides(Keep keep, boolean up, boolean failed, boolean stays) {
        assertThat(new Staying(keep, LabUse.TESTS).stays(up, failed, false)).isEqualTo(stays);
    }

    @Test
    void aLabThatIsReusedIsHandedOnOnceItIsUpUnlessItsProcessIsInterrupted() {
        Staying reused = new Staying(Keep.NEVER, LabUse.REUSE);
        assertThat(reused.stays(true, false, false)).isFalse();
        assertThat(reused.handsOn(true, false)).isTrue();
        assertThat(reused.handsOn(true, true)).isFalse();
        assertThat(reused.handsOn(false, false)).isFalse();
        assertThat(reused.never()).as("it may outlive its process").isFalse();
        assertThat(new Staying(Keep.NEVER, LabUse.TESTS).handsOn(true, false)).isFalse();
        assertThat(new Staying(Keep.ON_FAILURE, LabUse.REUSE).stays(true, true, false))
                .as("nestlab.keep goes first")
                .isTrue();
    }

    @Test
    void anUpThatFailsLeavesHalfALabOnlyWhereThatIsAskedFor() {
        assertThat(new Staying(Keep.NEVER, LabUse.STAYS).stays(false, true, false))
                .isFalse();
        assertThat(new Staying(Keep.ON_FAILURE, LabUse.STAYS).stays(false, true, false))
                .isTrue();
    }
}
