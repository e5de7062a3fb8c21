/** Tests of the probes, on recorded output. */
@NullMarked
package org.nestlab.probe;

import org.jspecify.annotations.NullMarked;
