/** Labs that run: the engine that brings them up, what it hands out, and who is told. */
@NullMarked
package org.nestlab.internal.lab;

import org.jspecify.annotations.NullMarked;
