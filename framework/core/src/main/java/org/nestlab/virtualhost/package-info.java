/**
 * A host that is an emulated machine, so that the nested KVM code of any kernel runs on any hardware. It must not know
 * {@code internal.lab} or {@code internal.engine}: such a host is a lab like any other.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.virtualhost;

import org.jspecify.annotations.NullMarked;
