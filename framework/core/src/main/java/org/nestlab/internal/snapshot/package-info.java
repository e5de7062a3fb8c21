/**
 * The saved state of a lab that was ready: what it was made from, the memory and the disks of its L1, and the proof
 * that what is thawed from it is the same machine. This package saves and checks; the engine brings a lab up from it.
 * It must not know {@code internal.engine}, {@code internal.takedown} or {@code internal.pool}.
 */
@NullMarked
package org.nestlab.internal.snapshot;

import org.jspecify.annotations.NullMarked;
