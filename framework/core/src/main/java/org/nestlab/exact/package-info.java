/**
 * Emulated machines of both vendors whose clock counts instructions: what a test asks for, and the results. It must not
 * know {@code internal.exact}, which boots them.
 */
@NullMarked
package org.nestlab.exact;

import org.jspecify.annotations.NullMarked;
