/** How text is cut, and how tables and JSON are written. It must not know another package of {@code org.nestlab}. */
@NullMarked
package org.nestlab.internal.text;

import org.jspecify.annotations.NullMarked;
