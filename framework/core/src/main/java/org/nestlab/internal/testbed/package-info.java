/**
 * Machines set up for measuring: the same userland, CPUs and scratch disk at every level, and everything else quiet.
 */
@NullMarked
package org.nestlab.internal.testbed;

import org.jspecify.annotations.NullMarked;
