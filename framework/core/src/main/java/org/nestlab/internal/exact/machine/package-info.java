/**
 * How exact machines are booted: the emulators, what is booted, the serial line, and what ended it. It must not know
 * {@code internal.exact.cost}, {@code internal.exact.proof} or {@code internal.lab}.
 */
@NullMarked
package org.nestlab.internal.exact.machine;

import org.jspecify.annotations.NullMarked;
