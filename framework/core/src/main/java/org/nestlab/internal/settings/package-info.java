/**
 * The {@code nestlab.*} settings: one registry of keys, one immutable value. It must not know {@code org.junit} or
 * {@code internal.lab}: a function hands it the values.
 */
@NullMarked
package org.nestlab.internal.settings;

import org.jspecify.annotations.NullMarked;
