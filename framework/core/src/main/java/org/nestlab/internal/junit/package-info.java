/**
 * The JUnit side: which lab a test needs, what is injected, and when a lab is closed. It knows labs as
 * {@code RunningLab} and takes them from {@code internal.pool}. It must not know {@code internal.engine} or
 * {@code internal.libvirt}.
 */
@NullMarked
package org.nestlab.internal.junit;

import org.jspecify.annotations.NullMarked;
