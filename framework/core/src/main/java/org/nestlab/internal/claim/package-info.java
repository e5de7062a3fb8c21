/**
 * What is claimed of a machine, answered as a value: empty, or what is wrong, with a remedy. Assertions throw it, the
 * functional checks of a stack list it. It must not know {@code org.assertj} or {@code org.junit}.
 */
@NullMarked
package org.nestlab.internal.claim;

import org.jspecify.annotations.NullMarked;
