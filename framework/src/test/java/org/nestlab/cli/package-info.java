/** Tests of the command line. */
@NullMarked
package org.nestlab.cli;

import org.jspecify.annotations.NullMarked;
