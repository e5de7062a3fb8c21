/**
 * Pictures of what was measured, as SVG that needs nothing else: no script, no font, no other file. Inside of a page a
 * reader points at a mark to see what is behind it; a browser that shows the picture as an {@code img} shows the
 * picture alone. It must not know {@code io.qameta} or {@code internal}.
 */
@NullMarked
package org.nestlab.allure.chart;

import org.jspecify.annotations.NullMarked;
