/**
 * From pairs of measurements to a verdict: values and arithmetic alone, no I/O. It must not know {@code machine},
 * {@code experiment} or {@code internal}.
 */
@NullMarked
package org.nestlab.verdict;

import org.jspecify.annotations.NullMarked;
