/** Pictures of what was measured, as SVG that needs nothing else: no script, no font, no other file. */
@NullMarked
package org.nestlab.allure.chart;

import org.jspecify.annotations.NullMarked;
