/** What a listener of labs implements; found by {@link java.util.ServiceLoader}. */
@NullMarked
package org.nestlab.spi;

import org.jspecify.annotations.NullMarked;
