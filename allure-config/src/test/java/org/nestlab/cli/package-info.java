/** The command line as it is with this module's subcommand. */
@NullMarked
package org.nestlab.cli;

import org.jspecify.annotations.NullMarked;
