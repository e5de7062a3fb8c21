/** Tests of the assertions: every message word for word. */
@NullMarked
package org.nestlab.assertion;

import org.jspecify.annotations.NullMarked;
