/**
 * VM exits by reason, as the kernel that runs KVM counts them, and what the reasons are called. It must not know
 * {@code internal.experiment}, {@code internal.explain}, {@code internal.takedown} or {@code internal.engine}.
 */
@NullMarked
package org.nestlab.internal.exits;

import org.jspecify.annotations.NullMarked;
