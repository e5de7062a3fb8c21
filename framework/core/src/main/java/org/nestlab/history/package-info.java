/** Experiments kept from run to run. */
@NullMarked
package org.nestlab.history;

import org.jspecify.annotations.NullMarked;
