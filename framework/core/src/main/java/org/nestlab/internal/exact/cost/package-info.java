/**
 * What exits cost on exact machines: the measuring program, its lines, the comparison, and the figures that somebody
 * accepted.
 */
@NullMarked
package org.nestlab.internal.exact.cost;

import org.jspecify.annotations.NullMarked;
