/**
 * Pictures of what was measured, as SVG that needs nothing else: no script, no font, no other file. In the middle of a
 * page, what stands behind a mark is told to who points at it; a browser that shows the picture as an {@code img} tells
 * nothing.
 */
@NullMarked
package org.nestlab.allure.chart;

import org.jspecify.annotations.NullMarked;
