/**
 * Libvirt behind values: the only package that knows libvirt-java, used unchanged at every level. It must not know
 * {@code internal.plan} or {@code internal.lab}.
 */
@NullMarked
package org.nestlab.internal.libvirt;

import org.jspecify.annotations.NullMarked;
