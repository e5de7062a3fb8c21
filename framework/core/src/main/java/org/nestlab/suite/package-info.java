/** Test suites of others that are run on a machine of a lab, each of their tests as one of JUnit's. */
@NullMarked
package org.nestlab.suite;

import org.jspecify.annotations.NullMarked;
