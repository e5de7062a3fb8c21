package org.nestlab.internal.host;

import java.util.Map;

/** Is told what is about to be changed on a machine, before it is, so that it can be put right after a crash. */
@FunctionalInterface
public interface ChangeRecorder {

    /**
     * A change is about to be made.
     *
     * @param kind what it is, for example {@code nesting}
     * @param facts everything that undoing it needs
     */
    void before(String kind, Map<String, String> facts);

    /** Remembers nothing: for changes that nobody has to undo after a crash, as inside a guest that is thrown away. */
    static ChangeRecorder forgetful() {
        return (kind, facts) -> {};
    }
}
