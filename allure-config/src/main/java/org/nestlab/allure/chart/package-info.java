/**
 * Pictures of measurements, as SVG without a script, a font or another file. Within a page, marks have tooltips; a
 * browser that shows a picture as an {@code img} shows the picture alone. It must not know {@code io.qameta} or
 * {@code internal}.
 */
@NullMarked
package org.nestlab.allure.chart;

import org.jspecify.annotations.NullMarked;
