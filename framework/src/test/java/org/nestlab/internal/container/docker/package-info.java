@NullMarked
package org.nestlab.internal.container.docker;

import org.jspecify.annotations.NullMarked;
