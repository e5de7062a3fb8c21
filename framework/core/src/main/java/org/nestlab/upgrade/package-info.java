/** What came of comparing two stacks: is the candidate still good for nesting? */
@NullMarked
package org.nestlab.upgrade;

import org.jspecify.annotations.NullMarked;
