/**
 * Asks the layers of a running lab which of them died, and collects what a person wants to see of it. What follows from
 * the answers is judged in {@code internal.diagnosis}; a lab is examined here and not changed, but that a guest that is
 * found dead is condemned.
 */
@NullMarked
package org.nestlab.internal.examination;

import org.jspecify.annotations.NullMarked;
