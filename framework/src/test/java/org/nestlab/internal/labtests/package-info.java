@NullMarked
package org.nestlab.internal.labtests;

import org.jspecify.annotations.NullMarked;
