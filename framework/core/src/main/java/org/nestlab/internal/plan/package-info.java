/**
 * From a spec and the host's facts to everything that will be created: pure data, computed without touching anything.
 */
@NullMarked
package org.nestlab.internal.plan;

import org.jspecify.annotations.NullMarked;
