/**
 * Labs that exist without the process that started them: how one is entered, its bug report, and the list of all labs.
 * It reads journals and hosts and removes nothing. It must not know {@code internal.engine} or
 * {@code internal.examination}.
 */
@NullMarked
package org.nestlab.internal.kept;

import org.jspecify.annotations.NullMarked;
