/** What a host has, which tier a lab takes on it, and its nesting setup as a fixture. */
@NullMarked
package org.nestlab.internal.host;

import org.jspecify.annotations.NullMarked;
