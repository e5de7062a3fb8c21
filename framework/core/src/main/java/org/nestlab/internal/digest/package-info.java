/** SHA-256, which every Java has. */
@NullMarked
package org.nestlab.internal.digest;

import org.jspecify.annotations.NullMarked;
