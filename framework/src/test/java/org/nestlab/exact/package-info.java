@NullMarked
package org.nestlab.exact;

import org.jspecify.annotations.NullMarked;
