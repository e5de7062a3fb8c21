/**
 * What an exact machine says of itself, and what that proves. It must not know {@code internal.exact.cost} or
 * {@code internal.lab}.
 */
@NullMarked
package org.nestlab.internal.exact.proof;

import org.jspecify.annotations.NullMarked;
