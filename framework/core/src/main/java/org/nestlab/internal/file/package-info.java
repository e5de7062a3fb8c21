/**
 * Files that are whole at any time, and folders that go as a whole. It must not know another package of {@code
 * org.nestlab}.
 */
@NullMarked
package org.nestlab.internal.file;

import org.jspecify.annotations.NullMarked;
