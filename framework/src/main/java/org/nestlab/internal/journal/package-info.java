/** What every lab has created, written down before it exists, so that a later process can put the host right. */
@NullMarked
package org.nestlab.internal.journal;

import org.jspecify.annotations.NullMarked;
