/** What an exact machine says of itself, and what that proves. */
@NullMarked
package org.nestlab.internal.exact.proof;

import org.jspecify.annotations.NullMarked;
