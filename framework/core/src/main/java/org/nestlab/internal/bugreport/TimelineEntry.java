package org.nestlab.internal.bugreport;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param at by the clock of the machine that runs the tests, the one clock that all levels share here
 * @param where for example {@code lab}, {@code L1 hypervisor console}
 */
public record TimelineEntry(Instant at, String where, String what) {}
