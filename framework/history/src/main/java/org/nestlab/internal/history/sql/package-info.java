/** The history: a store over JDBC, and a folder beside it for what it could not take. The only user of databases. */
@NullMarked
package org.nestlab.internal.history.sql;

import org.jspecify.annotations.NullMarked;
