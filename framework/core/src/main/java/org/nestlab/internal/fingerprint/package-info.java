/**
 * What machines are made of: read in one round trip each, compared between runs. It must not know
 * {@code internal.history} or {@code verdict}: what follows from a difference is decided elsewhere.
 */
@NullMarked
package org.nestlab.internal.fingerprint;

import org.jspecify.annotations.NullMarked;
