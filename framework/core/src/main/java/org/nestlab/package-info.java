/**
 * What a test author types first: the annotations, the lab definition and the failures that a lab can have. It must not
 * know {@code internal.lab} or {@code internal.engine}: how a lab comes up is decided behind {@code internal.junit}.
 */
@NullMarked
package org.nestlab;

import org.jspecify.annotations.NullMarked;
