/**
 * What exits cost on exact machines: the measuring program, its lines, the comparison, and the accepted figures. It
 * must not know {@code internal.lab} or {@code internal.experiment}.
 */
@NullMarked
package org.nestlab.internal.exact.cost;

import org.jspecify.annotations.NullMarked;
