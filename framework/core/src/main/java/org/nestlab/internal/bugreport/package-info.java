/**
 * The nested bug report: one archive with what the kernel's document on nested guests asks reporters for, of every
 * level. It must not know {@code internal.running} or {@code internal.kept}, which hand it what they have.
 */
@NullMarked
package org.nestlab.internal.bugreport;

import org.jspecify.annotations.NullMarked;
