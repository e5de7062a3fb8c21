/**
 * The history: a store over JDBC, and a folder beside it for what the store could not take. The only user of databases.
 * It must not know {@code internal.settings} or {@code internal.experiment}.
 */
@NullMarked
package org.nestlab.internal.history.sql;

import org.jspecify.annotations.NullMarked;
