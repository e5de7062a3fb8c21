/** Workloads against a machine that answers from a script, and parsers against what real programs printed. */
@NullMarked
package org.nestlab.workload;

import org.jspecify.annotations.NullMarked;
