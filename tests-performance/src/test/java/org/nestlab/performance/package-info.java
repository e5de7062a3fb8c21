/** What nesting costs, and whether that is within its thresholds. */
@NullMarked
package org.nestlab.performance;

import org.jspecify.annotations.NullMarked;
