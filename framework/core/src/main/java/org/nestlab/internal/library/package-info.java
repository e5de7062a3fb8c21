/**
 * Libraries that a user adds only where something is used that needs them. It must not know {@code org.testcontainers},
 * {@code org.jdbi} or {@code picocli}: none of their types.
 */
@NullMarked
package org.nestlab.internal.library;

import org.jspecify.annotations.NullMarked;
