/** What a nested lab must do, from the host's parameter to the guest inside the guest. */
@NullMarked
package org.nestlab.tests;

import org.jspecify.annotations.NullMarked;
