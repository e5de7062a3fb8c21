/**
 * Ends a run that has lasted too long: writes down what every thread does and how every level is, and takes the labs
 * down. It knows labs by {@code RunningLab} alone, and nothing of how they are brought up or taken down.
 */
@NullMarked
package org.nestlab.internal.runlimit;

import org.jspecify.annotations.NullMarked;
