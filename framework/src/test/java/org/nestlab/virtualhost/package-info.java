@NullMarked
package org.nestlab.virtualhost;

import org.jspecify.annotations.NullMarked;
