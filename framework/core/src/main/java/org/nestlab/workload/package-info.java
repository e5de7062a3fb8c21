/** What is measured on a machine, at any level, and how a measurement is distinguished from a mistake. */
@NullMarked
package org.nestlab.workload;

import org.jspecify.annotations.NullMarked;
