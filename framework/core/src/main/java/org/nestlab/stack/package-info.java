/**
 * What a lab runs on and what may vary between two runs of it: kernels, command lines, parameters, CPUs, hypervisor.
 */
@NullMarked
package org.nestlab.stack;

import org.jspecify.annotations.NullMarked;
