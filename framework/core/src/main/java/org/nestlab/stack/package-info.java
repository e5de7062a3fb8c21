/**
 * What a lab runs on and what may vary between two runs of it: kernels, command lines, parameters, CPUs, hypervisor. It
 * must not know {@code internal.engine} or {@code internal.upgrade}: a stack changes a spec and nothing else.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.stack;

import org.jspecify.annotations.NullMarked;
