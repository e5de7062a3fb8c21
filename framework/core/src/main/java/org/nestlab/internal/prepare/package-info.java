/**
 * From settings and a host to what a lab can be planned with: facts and tier, images, kernels, machine types, and what
 * a host lacks. It creates no resource of a lab, except that it switches the host's nesting; it refuses a spec or a
 * host that cannot work. It must not know {@code internal.engine} or {@code internal.guest}.
 */
@NullMarked
package org.nestlab.internal.prepare;

import org.jspecify.annotations.NullMarked;
