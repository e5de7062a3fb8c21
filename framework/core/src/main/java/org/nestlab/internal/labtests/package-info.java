/** The lab tests of a Maven project, run as they are on one stack, and what came of each. */
@NullMarked
package org.nestlab.internal.labtests;

import org.jspecify.annotations.NullMarked;
