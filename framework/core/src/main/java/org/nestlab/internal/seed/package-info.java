/** The small ISO image from which a guest learns its name, its keys and its addresses. */
@NullMarked
package org.nestlab.internal.seed;

import org.jspecify.annotations.NullMarked;
