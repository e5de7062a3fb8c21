/**
 * The command line: what a host has, how it is set up, which labs there are; a class for each command. It must not know
 * {@code internal.history.sql} or {@code internal.container.docker}, which may be absent.
 */
@NullMarked
package org.nestlab.internal.cli;

import org.jspecify.annotations.NullMarked;
