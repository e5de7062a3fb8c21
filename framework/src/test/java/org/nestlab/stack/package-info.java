/** Tests. */
@NullMarked
package org.nestlab.stack;

import org.jspecify.annotations.NullMarked;
