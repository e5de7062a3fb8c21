/**
 * What a host has, which tier a lab takes on it, and its nesting setup as a fixture. It asks a host through its shell
 * alone. It must not know {@code internal.libvirt} or {@code internal.lab}.
 */
@NullMarked
package org.nestlab.internal.host;

import org.jspecify.annotations.NullMarked;
