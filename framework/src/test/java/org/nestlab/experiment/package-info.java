/** Tests of experiments as values, and of what they are written down as. */
@NullMarked
package org.nestlab.experiment;

import org.jspecify.annotations.NullMarked;
