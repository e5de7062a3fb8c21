/**
 * Docker as Testcontainers finds it: images, privileges, life. The only user of both. It must not know
 * {@code internal.lab} or {@code internal.libvirt}.
 */
@NullMarked
package org.nestlab.internal.container.docker;

import org.jspecify.annotations.NullMarked;
