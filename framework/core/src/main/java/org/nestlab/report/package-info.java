/**
 * What a report reads of the framework: the experiments of a run as text, and the history that its settings name. It
 * must not know {@code io.qameta}, {@code internal.lab} or {@code internal.engine}.
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.report;

import org.jspecify.annotations.NullMarked;
