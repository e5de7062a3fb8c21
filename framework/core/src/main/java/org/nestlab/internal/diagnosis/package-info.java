/**
 * Which layer of a lab died: evidence of each level, asked for within bounds, and a judgement that rather says unknown.
 */
@NullMarked
package org.nestlab.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
