/**
 * Experiments kept from run to run, as a reader sees them. It must not know {@code internal}: a service decides where
 * they are kept.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.history;

import org.jspecify.annotations.NullMarked;
