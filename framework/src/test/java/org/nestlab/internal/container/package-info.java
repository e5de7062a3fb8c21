@NullMarked
package org.nestlab.internal.container;

import org.jspecify.annotations.NullMarked;
