/** What must not be shown, and how it is left out. It must not know another package of {@code org.nestlab}. */
@NullMarked
package org.nestlab.internal.secret;

import org.jspecify.annotations.NullMarked;
