package org.nestlab.internal.junit;

import java.time.Duration;

/**
 * How long a class waits for a place in the pool.
 *
 * @param total after which it gives up
 * @param quiet how long no test at all has to use a lab before one is taken from a class that still claims it: then the
 *     threads that would run that class's tests are waiting themselves
 */
record Patience(Duration total, Duration quiet) {}
