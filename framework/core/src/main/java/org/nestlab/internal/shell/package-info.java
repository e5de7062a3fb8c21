/**
 * Commands, files and channels on one machine, wherever it is, and the one way to wait. It must not know
 * {@code internal.ssh} or {@code internal.libvirt}, by which a machine is reached.
 */
@NullMarked
package org.nestlab.internal.shell;

import org.jspecify.annotations.NullMarked;
