/**
 * Pictures of measurements, as SVG without a script, a font or another file. Within a page, marks have tooltips; a
 * browser that shows a picture as an {@code img} shows the picture alone. It must not know {@code io.qameta} or
 * {@code internal}.
 *
 * <p>Each class that ends with {@code Chart} draws one kind of picture; {@link Svg} writes them all.
 *
 * <ul>
 *   <li>{@link OverheadChart}, {@link LevelShares}: what each level costs
 *   <li>{@link TrendChart}, {@link Trends}, {@link Trend}, {@link TrendLines}, {@link TrendEvents}, {@link TrendText},
 *       {@link Plot}, {@link Severity}: a metric from run to run
 *   <li>{@link PairsChart}, {@link PairPanels}, {@link PairSeries}: the pairs behind a verdict
 *   <li>{@link MatrixChart}, {@link MatrixGrid}, {@link MatrixChartCell}: the cells of a matrix
 *   <li>{@link ExactChart}, {@link ExactBars}, {@link ExactTrendChart}, {@link ExitsChart}, {@link ExitBars}: what
 *       exits cost, and their reasons
 *   <li>{@link Colour}, {@link Mark}, {@link Markup}, {@link Figures}, {@link Grid}, {@link Path}, {@link Ranges},
 *       {@link Scale}: what all pictures share
 * </ul>
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.allure.chart;

import org.jspecify.annotations.NullMarked;
