/**
 * The limits: the thresholds file, checked line by line, and the settings that replace its entries. It must not know
 * {@code internal.junit} or {@code internal.history}.
 */
@NullMarked
package org.nestlab.internal.thresholds;

import org.jspecify.annotations.NullMarked;
