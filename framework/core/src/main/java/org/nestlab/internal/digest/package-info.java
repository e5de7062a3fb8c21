/** SHA-256, which every Java has. It must not know another package of {@code org.nestlab}. */
@NullMarked
package org.nestlab.internal.digest;

import org.jspecify.annotations.NullMarked;
