/** What a test author types first: the annotations, the lab definition and the failures a lab can have. */
@NullMarked
package org.nestlab;

import org.jspecify.annotations.NullMarked;
