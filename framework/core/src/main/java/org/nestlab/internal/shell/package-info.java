/** Commands, files and channels on one machine, wherever it is. */
@NullMarked
package org.nestlab.internal.shell;

import org.jspecify.annotations.NullMarked;
