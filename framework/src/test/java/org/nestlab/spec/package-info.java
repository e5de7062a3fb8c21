@NullMarked
package org.nestlab.spec;

import org.jspecify.annotations.NullMarked;
