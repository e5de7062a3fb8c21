/** Tests of the command line. */
@NullMarked
package org.nestlab.internal.cli;

import org.jspecify.annotations.NullMarked;
