/** What must hold: the thresholds file, checked line by line, and what replaces its entries. */
@NullMarked
package org.nestlab.internal.thresholds;

import org.jspecify.annotations.NullMarked;
