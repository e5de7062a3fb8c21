/**
 * The JUnit side: which lab a test wants, what is injected, and when a lab is closed. It knows labs by {@code
 * RunningLab}, and takes them from {@code internal.pool}.
 */
@NullMarked
package org.nestlab.internal.junit;

import org.jspecify.annotations.NullMarked;
