/**
 * The lab tests of a Maven project, run as they are on one stack, and the result of each. It must not know
 * {@code internal.upgrade}, which compares two of these runs, or {@code internal.engine}.
 */
@NullMarked
package org.nestlab.internal.labtests;

import org.jspecify.annotations.NullMarked;
