/** Compares two stacks of a lab: that both work, how fast they are, and what differs between them. */
@NullMarked
package org.nestlab.internal.upgrade;

import org.jspecify.annotations.NullMarked;
