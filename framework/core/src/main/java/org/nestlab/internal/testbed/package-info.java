/**
 * Machines set up for measuring: the same userland, CPUs and scratch disk at every level, and everything else quiet. It
 * must not know {@code internal.experiment} or {@code internal.engine}.
 */
@NullMarked
package org.nestlab.internal.testbed;

import org.jspecify.annotations.NullMarked;
