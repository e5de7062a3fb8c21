/**
 * What a running lab consists of: its plan, its guests and what its L1 runs on, which is the host's libvirt or a
 * container's. Nothing here brings a lab up, takes one down or examines one. It must not know {@code internal.engine}
 * or {@code internal.examination}.
 */
@NullMarked
package org.nestlab.internal.running;

import org.jspecify.annotations.NullMarked;
