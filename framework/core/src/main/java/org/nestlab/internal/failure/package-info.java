/** What the framework alone may do to its exceptions. Knows none of their types. */
@NullMarked
package org.nestlab.internal.failure;

import org.jspecify.annotations.NullMarked;
