/** What Maven runs of this repository when it is asked for one thing or another. */
@NullMarked
package org.nestlab.build;

import org.jspecify.annotations.NullMarked;
