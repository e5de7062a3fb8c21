/** The history: a store, and a folder beside it for what the store could not take. */
@NullMarked
package org.nestlab.internal.history;

import org.jspecify.annotations.NullMarked;
