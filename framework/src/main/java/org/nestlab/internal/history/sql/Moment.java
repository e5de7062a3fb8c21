package org.nestlab.internal.history.sql;

import java.time.Instant;

/** An instant as two columns have it: seconds since 1970, and the nanoseconds within the second. */
record Moment(long seconds, int nanos) {

    static Moment of(Instant instant) {
        long seconds = instant.getEpochSecond();
        return new Moment(seconds, instant.getNano());
    }
}
