/** Machines made of scripted answers, for tests without a lab. */
@NullMarked
package org.nestlab.fake;

import org.jspecify.annotations.NullMarked;
