/**
 * Labs that are there without the process that started them: how one is entered, its bug report, and the list of all
 * labs. It reads journals and hosts, and must not remove anything.
 */
@NullMarked
package org.nestlab.internal.kept;

import org.jspecify.annotations.NullMarked;
