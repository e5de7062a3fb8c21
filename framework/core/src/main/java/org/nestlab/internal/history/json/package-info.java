/** Experiments as JSON: in files, in the store and for other programs. */
@NullMarked
package org.nestlab.internal.history.json;

import org.jspecify.annotations.NullMarked;
