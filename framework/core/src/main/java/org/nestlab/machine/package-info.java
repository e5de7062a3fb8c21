/** One machine at any level of a lab, and the commands that run on it. */
@NullMarked
package org.nestlab.machine;

import org.jspecify.annotations.NullMarked;
