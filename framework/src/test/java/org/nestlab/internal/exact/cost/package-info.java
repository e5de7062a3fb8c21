@NullMarked
package org.nestlab.internal.exact.cost;

import org.jspecify.annotations.NullMarked;
