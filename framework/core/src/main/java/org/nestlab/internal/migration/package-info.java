/**
 * Takes a running guest to another hypervisor: L2 to another L1, and L1 to another container. It must not know
 * {@code internal.engine} or {@code internal.takedown}.
 */
@NullMarked
package org.nestlab.internal.migration;

import org.jspecify.annotations.NullMarked;
