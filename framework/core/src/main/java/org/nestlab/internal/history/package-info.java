/**
 * Opens the history that a setting names; a service does so for each kind of database. It must not know
 * {@code internal.history.sql} or {@code java.sql}.
 */
@NullMarked
package org.nestlab.internal.history;

import org.jspecify.annotations.NullMarked;
