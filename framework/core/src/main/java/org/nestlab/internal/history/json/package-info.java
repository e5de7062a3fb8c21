/**
 * Experiments as JSON: in files, in the store and for other programs. It must not know {@code internal.history.sql} or
 * {@code internal.settings}.
 */
@NullMarked
package org.nestlab.internal.history.json;

import org.jspecify.annotations.NullMarked;
