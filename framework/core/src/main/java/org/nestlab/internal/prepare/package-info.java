/**
 * From settings and a host to what a lab can be planned with: facts and tier, images, kernels, machine types, and what
 * a host lacks. Nothing here creates a resource of a lab, but for the switch of the host's nesting; a spec or a host
 * that cannot work is refused.
 */
@NullMarked
package org.nestlab.internal.prepare;

import org.jspecify.annotations.NullMarked;
