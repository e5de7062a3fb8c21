package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.nestlab.machine.Level;

/** What the judge is to say. */
final class Blame {

    private Blame() {}

    /** Fails where the judge blames somebody else, or in other words. */
    static void blames(LabEvidence evidence, FailureCause cause, int depth, String sentence) {
        same(Judge.judge(evidence), new Attribution(cause, new Level(depth), Guests.label(depth), sentence));
    }

    /** Fails where a judgement is another one, or in other words; which of them are the claim does not matter. */
    static void same(Attribution found, Attribution wanted) {
        assertThat(found)
                .extracting(Attribution::cause, Attribution::level, Attribution::machine, Attribution::sentence)
                .containsExactly(wanted.cause(), wanted.level(), wanted.machine(), wanted.sentence());
        // A cut network is named by its two ends, and an oops is told with what happened to the machines below.
        if (!Set.of(FailureCause.NETWORK, FailureCause.KERNEL_BELOW, FailureCause.THE_TEST)
                .contains(found.cause())) {
            assertThat(found.headline())
                    .as("names its machine once")
                    .startsWith("which layer died: %s: %s: "
                            .formatted(found.machine(), found.cause().words()))
                    .containsOnlyOnce(found.machine());
        }
    }
}
