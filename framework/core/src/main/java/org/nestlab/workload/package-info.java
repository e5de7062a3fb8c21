/**
 * What is measured on a machine, at any level, and how a measurement is distinguished from a mistake. It must not know
 * {@code experiment}, {@code verdict} or {@code internal.lab}.
 */
@NullMarked
package org.nestlab.workload;

import org.jspecify.annotations.NullMarked;
