/** From pairs of measurements to a verdict: values and arithmetic alone, no I/O. */
@NullMarked
package org.nestlab.verdict;

import org.jspecify.annotations.NullMarked;
