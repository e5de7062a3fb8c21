/**
 * Serial consoles of guests: kept from the first byte, and watched for the lines of a dead guest. It must not know
 * {@code internal.guest} or {@code internal.diagnosis}.
 */
@NullMarked
package org.nestlab.internal.console;

import org.jspecify.annotations.NullMarked;
