/** Backing images: built, fetched or found, and kept by what went into them. */
@NullMarked
package org.nestlab.internal.image;

import org.jspecify.annotations.NullMarked;
