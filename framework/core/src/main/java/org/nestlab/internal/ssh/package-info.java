/** Machines behind SSH: one session each, which carries commands, files, jumps and sockets. */
@NullMarked
package org.nestlab.internal.ssh;

import org.jspecify.annotations.NullMarked;
