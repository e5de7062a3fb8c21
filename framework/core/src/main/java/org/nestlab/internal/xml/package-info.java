/**
 * Reading and writing XML: hostile text stays text, and nothing outside the document is ever read. It must not know
 * another package of {@code org.nestlab}.
 */
@NullMarked
package org.nestlab.internal.xml;

import org.jspecify.annotations.NullMarked;
