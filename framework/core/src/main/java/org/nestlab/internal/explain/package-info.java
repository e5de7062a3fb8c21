/**
 * Explains why a guest is slow: counts its exits to the kernel that runs it, by reason and for each operation of a
 * workload. It must not know {@code internal.experiment}, {@code internal.engine} or {@code internal.cli}.
 */
@NullMarked
package org.nestlab.internal.explain;

import org.jspecify.annotations.NullMarked;
