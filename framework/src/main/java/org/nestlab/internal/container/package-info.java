/** A hypervisor in a container: its image, its rights, its life. The only user of Testcontainers and Docker. */
@NullMarked
package org.nestlab.internal.container;

import org.jspecify.annotations.NullMarked;
