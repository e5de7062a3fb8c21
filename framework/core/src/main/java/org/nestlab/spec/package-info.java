/** Immutable values that say which lab is wanted. Nothing here touches a host. */
@NullMarked
package org.nestlab.spec;

import org.jspecify.annotations.NullMarked;
