package org.nestlab.internal.history.json;

import java.util.Map;
import java.util.TreeMap;
import org.nestlab.experiment.ExperimentDesign;

/**
 * The set-up of an experiment as it is written down, and as the key of its evidence has it: where a machine was
 * compared with itself, it has the entry {@code reference = the subject itself}.
 */
public final class StoredSetup {

    private static final String REFERENCE = "reference";
    private static final String ITSELF = "the subject itself";

    private StoredSetup() {}

    /** All entries, with the one that says that a machine is compared with itself. */
    public static Map<String, String> of(ExperimentDesign design) {
        if (!design.withItself()) {
            return design.setup();
        }
        Map<String, String> all = new TreeMap<>(design.setup());
        all.put(REFERENCE, ITSELF);
        return all;
    }

    static boolean isWithItself(Map<String, String> stored) {
        return ITSELF.equals(stored.get(REFERENCE));
    }

    static Map<String, String> withoutItself(Map<String, String> stored) {
        if (!isWithItself(stored)) {
            return stored;
        }
        Map<String, String> setup = new TreeMap<>(stored);
        setup.remove(REFERENCE);
        return setup;
    }
}
