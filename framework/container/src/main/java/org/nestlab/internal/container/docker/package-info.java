/** Docker as Testcontainers finds it: images, rights, life. The only user of both. */
@NullMarked
package org.nestlab.internal.container.docker;

import org.jspecify.annotations.NullMarked;
