package org.nestlab.spec;

import org.nestlab.LabConfigurationException;

/** Checks that several specs share. */
final class Checks {

    private Checks() {}

    static void userName(String user) {
        if (!user.matches("[a-z_][a-z0-9_-]{0,31}")) {
            throw new LabConfigurationException(
                    "'%s' is no user name: wanted lower-case letters, digits, _ or -, like debian".formatted(user));
        }
    }

    static void atLeast(String what, int value, int least, String guest) {
        if (value < least) {
            throw new LabConfigurationException(
                    "guest '%s': %s is %d, wanted %d or more".formatted(guest, what, value, least));
        }
    }
}
