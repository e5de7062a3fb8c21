/** The JUnit side: which lab a test wants, who holds it, what is injected, and when it is closed. */
@NullMarked
package org.nestlab.internal.junit;

import org.jspecify.annotations.NullMarked;
