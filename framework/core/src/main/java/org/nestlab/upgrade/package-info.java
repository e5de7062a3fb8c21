/**
 * The result of comparing two stacks: is the candidate still good for nesting? It must not know
 * {@code internal.upgrade}, which compares them.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.upgrade;

import org.jspecify.annotations.NullMarked;
