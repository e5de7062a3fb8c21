package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.nestlab.machine.Level;

/** What the judge is to say. */
final class Blame {

    private Blame() {}

    /** Fails where the judge blames somebody else, or in other words. */
    static void blames(LabEvidence evidence, Culprit culprit, int depth, String sentence) {
        assertThat(Judge.judge(evidence))
                .isEqualTo(new Attribution(culprit, new Level(depth), Guests.label(depth), sentence));
    }
}
