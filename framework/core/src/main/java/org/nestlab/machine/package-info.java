/**
 * One machine at any level of a lab, and the commands that run on it. It must not know {@code assertion} or
 * {@code internal}.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.machine;

import org.jspecify.annotations.NullMarked;
