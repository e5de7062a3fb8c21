/**
 * A hypervisor in a container: what labs ask of it; a service answers. It must not know {@code org.testcontainers} or
 * {@code internal.container.docker}.
 */
@NullMarked
package org.nestlab.internal.container;

import org.jspecify.annotations.NullMarked;
