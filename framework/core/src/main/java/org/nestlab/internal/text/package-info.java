/** How text is cut, and tables and JSON are written; knows no other package. */
@NullMarked
package org.nestlab.internal.text;

import org.jspecify.annotations.NullMarked;
