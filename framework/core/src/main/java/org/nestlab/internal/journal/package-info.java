/**
 * What a later process needs to put the host right, written down before it is needed: every resource of a lab before it
 * exists, who owns the lab, and how a lab that is left up is entered. It removes nothing itself. It must not know
 * {@code internal.libvirt} or {@code internal.host}.
 */
@NullMarked
package org.nestlab.internal.journal;

import org.jspecify.annotations.NullMarked;
