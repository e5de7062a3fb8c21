package org.nestlab.internal.host;

import java.util.Map;

/** Receives the state of nesting on a machine before it is changed, so that it can be restored after a crash. */
@FunctionalInterface
public interface NestingRecorder {

    /**
     * Nesting is about to be changed.
     *
     * @param was the state that {@link NestingSwitch#restore} restores
     */
    void before(Map<String, String> was);

    /** Records nothing, for a change that needs no restoring after a crash, because the machine is a lab's guest. */
    static NestingRecorder forgetful() {
        return was -> {};
    }
}
