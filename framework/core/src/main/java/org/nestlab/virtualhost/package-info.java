/** A host that is an emulated machine, so that the nested KVM code of any kernel runs on any hardware. */
@NullMarked
package org.nestlab.virtualhost;

import org.jspecify.annotations.NullMarked;
