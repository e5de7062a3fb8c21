/**
 * From a spec and the host's facts to everything that will be created: pure data, computed without touching anything.
 * It must not know {@code internal.host}, {@code internal.shell} or {@code internal.engine}.
 */
@NullMarked
package org.nestlab.internal.plan;

import org.jspecify.annotations.NullMarked;
