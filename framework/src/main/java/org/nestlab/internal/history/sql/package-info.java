/** The store over JDBC; the only user of databases. */
@NullMarked
package org.nestlab.internal.history.sql;

import org.jspecify.annotations.NullMarked;
