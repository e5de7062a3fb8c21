package org.nestlab.internal.diagnosis;

import org.nestlab.machine.Level;

/**
 * Which layer died.
 *
 * @param level of the machine whose layer it is; L0 where no guest is to blame
 * @param machine its label
 * @param sentence the judgement with the evidence that decided it, in one sentence
 */
public record Attribution(Culprit culprit, Level level, String machine, String sentence) {

    /** The sentence as it stands on top of a failure: machine, culprit, sentence. Categories of a report read its beginning. */
    public String headline() {
        return "which layer died: %s: %s: %s".formatted(machine, culprit.words(), sentence);
    }
}
