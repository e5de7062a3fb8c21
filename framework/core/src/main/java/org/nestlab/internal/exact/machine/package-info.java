/** How exact machines are booted: the emulators, what is booted, the serial line, and what ended it. */
@NullMarked
package org.nestlab.internal.exact.machine;

import org.jspecify.annotations.NullMarked;
