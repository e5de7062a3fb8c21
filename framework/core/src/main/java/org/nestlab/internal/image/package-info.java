/**
 * Backing images: built, fetched or found, and kept by what went into them. It must not know {@code internal.lab} or
 * {@code internal.libvirt}.
 */
@NullMarked
package org.nestlab.internal.image;

import org.jspecify.annotations.NullMarked;
