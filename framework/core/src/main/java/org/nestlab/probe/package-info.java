/**
 * Each probe asks a machine for one fact with one command, and judges nothing. It must not know {@code assertion} or
 * {@code internal}.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.probe;

import org.jspecify.annotations.NullMarked;
