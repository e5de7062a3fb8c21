@NullMarked
package org.nestlab.internal.exact.proof;

import org.jspecify.annotations.NullMarked;
