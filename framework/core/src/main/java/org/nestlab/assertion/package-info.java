/**
 * AssertJ assertions on machines and experiments; a message names level, observed, expected and remedy. It must not
 * know {@code internal.lab} or {@code internal.shell}: {@code internal.claim} decides whether a claim about a machine
 * holds.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.assertion;

import org.jspecify.annotations.NullMarked;
