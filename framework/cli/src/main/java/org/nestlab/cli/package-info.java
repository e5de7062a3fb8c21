/**
 * Where the command line begins, and what another module adds to it; its commands are internal. It must not know
 * {@code internal.lab} or {@code internal.engine}.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.cli;

import org.jspecify.annotations.NullMarked;
