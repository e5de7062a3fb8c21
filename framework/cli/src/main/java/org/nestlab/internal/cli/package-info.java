/** The command line: what a host has, how it is set up, what labs are there. */
@NullMarked
package org.nestlab.internal.cli;

import org.jspecify.annotations.NullMarked;
