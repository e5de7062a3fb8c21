/** Libvirt behind values: the only package that knows libvirt-java, used unchanged at every level. */
@NullMarked
package org.nestlab.internal.libvirt;

import org.jspecify.annotations.NullMarked;
