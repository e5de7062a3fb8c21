/** The {@code nestlab.*} settings: one registry of keys, one immutable value. */
@NullMarked
package org.nestlab.internal.settings;

import org.jspecify.annotations.NullMarked;
