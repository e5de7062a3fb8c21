package org.nestlab.internal.pool;

import java.time.Duration;

/**
 * How long a class waits for a place in the pool.
 *
 * @param total after which it gives up
 * @param quiet how long no test may have used any lab before one is taken from a class that still claims it. Then
 *     that class cannot go on: its tests have no thread, or the thread that waits for their end took up a test of
 *     another class meanwhile, as fork-join threads do, and waits for the place that its own class holds.
 * @param idle how long a lab that no class claims is left alone before it is closed for the sake of another one. Where
 *     classes run at the same time, the next class of that lab may be about to start.
 */
public record PoolTimeouts(Duration total, Duration quiet, Duration idle) {}
