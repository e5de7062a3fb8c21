/**
 * A machine that runs guests: its shell, its libvirt and the paths of both. A site is the host or a guest hypervisor.
 * It must not know {@code internal.lab}, {@code internal.guest} or {@code internal.takedown}.
 */
@NullMarked
package org.nestlab.internal.site;

import org.jspecify.annotations.NullMarked;
