@NullMarked
package org.nestlab.internal.exact.machine;

import org.jspecify.annotations.NullMarked;
