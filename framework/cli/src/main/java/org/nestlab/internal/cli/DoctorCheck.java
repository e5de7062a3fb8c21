package org.nestlab.internal.cli;

import java.util.Locale;

/**
 * One line of the doctor's table.
 *
 * @param id stable, for machines: {@code cpu}, {@code kvm-device}
 * @param what for people
 * @param observed what was seen
 * @param remedy what to do, empty where there is nothing to do
 */
record DoctorCheck(String id, String what, State state, String observed, String remedy) {

    enum State {
        OK,
        /** A lab runs, but something about it is worth knowing. */
        WARN,
        /** No lab runs. */
        MISSING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static DoctorCheck ok(String id, String what, String observed) {
        return new DoctorCheck(id, what, State.OK, observed, "");
    }

    static DoctorCheck warn(String id, String what, String observed, String remedy) {
        return new DoctorCheck(id, what, State.WARN, observed, remedy);
    }

    static DoctorCheck missing(String id, String what, String observed, String remedy) {
        return new DoctorCheck(id, what, State.MISSING, observed, remedy);
    }
}
