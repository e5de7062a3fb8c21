/**
 * The labs of one run: which of them is free, who waits for one, and how many may be up at once. It must not know
 * {@code org.junit} or {@code internal.engine}: it brings labs up through {@code LabEngine}.
 */
@NullMarked
package org.nestlab.internal.pool;

import org.jspecify.annotations.NullMarked;
