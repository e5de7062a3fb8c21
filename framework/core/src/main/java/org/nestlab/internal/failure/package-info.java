/**
 * What the framework alone does to its exceptions: it sets their headline, and keeps the first one where closing fails,
 * too. It must not know another package of {@code org.nestlab}, not even the types of the exceptions.
 */
@NullMarked
package org.nestlab.internal.failure;

import org.jspecify.annotations.NullMarked;
