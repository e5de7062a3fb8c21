/**
 * Counts VM exits by reason in the kernel that runs KVM, and names the reasons. It must not know
 * {@code internal.experiment}, {@code internal.explain}, {@code internal.takedown} or {@code internal.engine}.
 */
@NullMarked
package org.nestlab.internal.exits;

import org.jspecify.annotations.NullMarked;
