/**
 * Test suites of other projects that run on a machine of a lab, each of their tests as one of JUnit's. It must not know
 * {@code internal.lab} or {@code internal.junit}.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.suite;

import org.jspecify.annotations.NullMarked;
