/** VM exits by reason, as the kernel that runs KVM counts them, and what is known about the reasons. */
@NullMarked
package org.nestlab.internal.exits;

import org.jspecify.annotations.NullMarked;
