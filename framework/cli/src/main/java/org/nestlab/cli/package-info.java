/**
 * Where the command line begins, and what another module adds to it; its commands are internal. It must not know
 * {@code internal.lab} or {@code internal.engine}.
 */
@NullMarked
package org.nestlab.cli;

import org.jspecify.annotations.NullMarked;
