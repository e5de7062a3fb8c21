/**
 * Runs experiments: pairs, coin, evidence, and what is done with the verdicts. A lab is a {@code RunningLab} here. It
 * must not know {@code internal.junit} or {@code internal.engine}.
 */
@NullMarked
package org.nestlab.internal.experiment;

import org.jspecify.annotations.NullMarked;
