/**
 * The nested bug report: one archive with what the kernel's document on nested guests asks reporters for, of every
 * level.
 */
@NullMarked
package org.nestlab.internal.bugreport;

import org.jspecify.annotations.NullMarked;
