/** Where the command line begins, and what another module adds to it; its commands are internal. */
@NullMarked
package org.nestlab.cli;

import org.jspecify.annotations.NullMarked;
