/**
 * The small ISO image from which a guest learns its name, its keys and its addresses. It must not know
 * {@code internal.plan} or {@code internal.guest}.
 */
@NullMarked
package org.nestlab.internal.seed;

import org.jspecify.annotations.NullMarked;
