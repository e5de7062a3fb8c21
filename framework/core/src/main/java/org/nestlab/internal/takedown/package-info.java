/**
 * Removes things from a host: by a lab's journal, or by the marks of what has lost its journal. Nothing else in the
 * framework destroys a domain, a network, a pool or a folder of a lab on a host, so that these are the files to review
 * for safety: each thing must carry the mark of the lab that is removed. It takes a site and a journal. It must not
 * know {@code internal.prepare}, {@code internal.engine}, {@code internal.examination} or {@code internal.experiment}.
 */
@NullMarked
package org.nestlab.internal.takedown;

import org.jspecify.annotations.NullMarked;
