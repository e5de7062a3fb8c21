/** A hypervisor in a container: what labs ask of it. Knows neither Testcontainers nor Docker, which are a service. */
@NullMarked
package org.nestlab.internal.container;

import org.jspecify.annotations.NullMarked;
