/**
 * Ends a run that has lasted too long: writes down what every thread does and how every level is, and takes the labs
 * down. A lab is a {@code RunningLab} here. It must not know {@code internal.engine} or {@code internal.takedown}.
 */
@NullMarked
package org.nestlab.internal.runlimit;

import org.jspecify.annotations.NullMarked;
