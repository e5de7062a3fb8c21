/** Probes: each asks a machine for one fact with one command and judges nothing. */
@NullMarked
package org.nestlab.probe;

import org.jspecify.annotations.NullMarked;
