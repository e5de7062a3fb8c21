/** Files that are whole at any time. */
@NullMarked
package org.nestlab.internal.file;

import org.jspecify.annotations.NullMarked;
