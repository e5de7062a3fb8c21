/**
 * What a listener of labs implements; found by {@link java.util.ServiceLoader}. It must not know who reports, neither
 * {@code io.qameta} nor {@code org.junit}, and nothing of {@code internal}.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.spi;

import org.jspecify.annotations.NullMarked;
