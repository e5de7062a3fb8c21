package org.nestlab.internal.settings;

import java.util.OptionalInt;

/**
 * How many labs of one run may be up at once.
 *
 * @param most 1 or more
 * @param byCapacity whether each lab must also fit into what the host has for labs
 */
public record LabLimit(int most, boolean byCapacity) {

    /** More than any host is known to run. */
    static final int LARGEST = 64;

    private static final String AUTO = "auto";

    static LabLimit from(Values values) {
        OptionalInt number = values.numberOr(AUTO, Setting.LABS_MAX, 1, LARGEST, 1);
        return new LabLimit(number.orElse(LARGEST), number.isEmpty());
    }

    /** What gives another lab a place. */
    public String remedy() {
        return byCapacity ? "free processors, memory or disk of the host for it" : "raise it";
    }

    /** As the setting says it, for example {@code 2} or {@code auto}. */
    public String word() {
        return byCapacity ? AUTO : String.valueOf(most);
    }
}
