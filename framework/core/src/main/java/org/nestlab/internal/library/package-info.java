/** Libraries that a user adds only where something is used that needs them. Knows none of their types. */
@NullMarked
package org.nestlab.internal.library;

import org.jspecify.annotations.NullMarked;
