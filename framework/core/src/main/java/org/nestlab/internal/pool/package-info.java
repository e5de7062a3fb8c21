/**
 * The labs of one run: which of them is free, who waits for one, and how many may be up at once. It knows engines and
 * specs, and nothing of JUnit.
 */
@NullMarked
package org.nestlab.internal.pool;

import org.jspecify.annotations.NullMarked;
