/**
 * The explanation why a workload is slow in a guest: its exits by reason, as values. It must not know {@code machine},
 * {@code experiment} or {@code internal}.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.explain;

import org.jspecify.annotations.NullMarked;
