@NullMarked
package org.nestlab.internal.file;

import org.jspecify.annotations.NullMarked;
