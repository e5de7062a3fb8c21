/** Emulated machines of both vendors whose clock counts instructions, booted, looked at and ended. */
@NullMarked
package org.nestlab.exact;

import org.jspecify.annotations.NullMarked;
