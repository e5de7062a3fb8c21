/** What machines are made of: read in one round trip each, compared between runs. */
@NullMarked
package org.nestlab.internal.fingerprint;

import org.jspecify.annotations.NullMarked;
