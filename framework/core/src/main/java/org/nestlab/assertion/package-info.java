/** AssertJ assertions on machines; their messages name level, observed, wanted and remedy. */
@NullMarked
package org.nestlab.assertion;

import org.jspecify.annotations.NullMarked;
