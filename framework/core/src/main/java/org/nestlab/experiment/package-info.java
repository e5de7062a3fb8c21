/**
 * Machines compared by workloads in pairs: what a test asks for, and what it gets. It must not know
 * {@code internal.experiment}, which measures, or {@code internal.lab}.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.experiment;

import org.jspecify.annotations.NullMarked;
