/** Tests of host facts, the tier choice and the nesting fixture. */
@NullMarked
package org.nestlab.internal.host;

import org.jspecify.annotations.NullMarked;
