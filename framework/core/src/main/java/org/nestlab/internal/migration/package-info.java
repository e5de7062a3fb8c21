/**
 * Takes a running guest to another hypervisor: L2 to another L1, and L1 to another container. It must not know how labs
 * are brought up or taken down.
 */
@NullMarked
package org.nestlab.internal.migration;

import org.jspecify.annotations.NullMarked;
