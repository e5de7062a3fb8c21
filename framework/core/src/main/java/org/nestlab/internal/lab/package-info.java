/**
 * A running lab as other packages see it: the engine that brings one up, what it hands out, and the listeners. It must
 * not know {@code internal.libvirt}, {@code internal.guest} or {@code internal.host}.
 */
@NullMarked
package org.nestlab.internal.lab;

import org.jspecify.annotations.NullMarked;
