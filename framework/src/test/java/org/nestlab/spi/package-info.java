/** What listeners are told, and what is kept from them. */
@NullMarked
package org.nestlab.spi;

import org.jspecify.annotations.NullMarked;
