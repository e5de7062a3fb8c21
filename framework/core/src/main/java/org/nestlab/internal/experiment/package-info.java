/** Runs experiments: pairs, coin, evidence, and what becomes of the verdicts. */
@NullMarked
package org.nestlab.internal.experiment;

import org.jspecify.annotations.NullMarked;
