/**
 * Machines behind SSH: one session each, which carries commands, files, jumps and sockets. The only user of SSHJ. It
 * must not know {@code internal.libvirt} or {@code internal.lab}.
 */
@NullMarked
package org.nestlab.internal.ssh;

import org.jspecify.annotations.NullMarked;
