/** Opens the history that a setting names. Knows no database: what opens one is a service. */
@NullMarked
package org.nestlab.internal.history;

import org.jspecify.annotations.NullMarked;
