/**
 * Immutable values that say which lab a test needs. Nothing here touches a host. It must not know {@code internal}.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.spec;

import org.jspecify.annotations.NullMarked;
