/**
 * A machine that runs guests: its shell, its libvirt and the paths of both. A site is the host or a guest hypervisor;
 * nothing here knows of a lab, of guests that are brought up, or of what is removed.
 */
@NullMarked
package org.nestlab.internal.site;

import org.jspecify.annotations.NullMarked;
