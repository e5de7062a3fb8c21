/**
 * Compares two stacks of a lab: that both work, how fast they are, and what differs between them. It must not know
 * {@code internal.junit}, {@code internal.cli} or {@code internal.engine}.
 */
@NullMarked
package org.nestlab.internal.upgrade;

import org.jspecify.annotations.NullMarked;
