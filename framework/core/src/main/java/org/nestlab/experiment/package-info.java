/** Machines compared by workloads in pairs: what a test asks for, and what it gets. */
@NullMarked
package org.nestlab.experiment;

import org.jspecify.annotations.NullMarked;
