/**
 * Asks the layers of a running lab which of them died, and collects what a person wants to see of it;
 * {@code internal.diagnosis} judges the answers. It changes nothing in a lab, except that it condemns a guest that it
 * finds dead. It must not know {@code internal.engine} or {@code internal.takedown}.
 */
@NullMarked
package org.nestlab.internal.examination;

import org.jspecify.annotations.NullMarked;
