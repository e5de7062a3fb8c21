/** What must not be shown, and how it is left out. */
@NullMarked
package org.nestlab.internal.secret;

import org.jspecify.annotations.NullMarked;
