@NullMarked
package org.nestlab.internal.library;

import org.jspecify.annotations.NullMarked;
