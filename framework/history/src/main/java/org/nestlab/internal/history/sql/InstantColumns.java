package org.nestlab.internal.history.sql;

import java.time.Instant;

/** An instant as two columns have it: seconds since 1970, and the nanoseconds within the second. */
record InstantColumns(long seconds, int nanos) {

    static InstantColumns of(Instant instant) {
        long seconds = instant.getEpochSecond();
        return new InstantColumns(seconds, instant.getNano());
    }
}
