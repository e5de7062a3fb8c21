/**
 * The report step: reads Allure's results after the tests and writes the pages that people open. It must not know
 * {@code internal}.
 *
 * <p>Begin with {@link ReportStep}.
 *
 * <ul>
 *   <li>{@link ReportFork}, {@link ReportProcess}, {@link ReportFolder}, {@link Interruption}, {@link Arguments},
 *       {@link RunSettings}: its process, its folder and its arguments
 *   <li>{@link Results}, {@link ResultsReader}, {@link ResultsExtras}, {@link Category}, {@link TestStatus},
 *       {@link StartCounts}: the results of the tests
 *   <li>{@link Measurements}, {@link MeasurementsReader}, {@link MatrixOfRun}, {@link CellOutcome}, {@link Headline}:
 *       what was measured
 *   <li>{@link OverheadPage}, {@link LossTable}, {@link MatrixTables}, {@link OverheadTables}, {@link WorkloadDetails},
 *       {@link OverheadPlugin}: the page {@code overhead.html}
 *   <li>{@link ExactPage}, {@link ExactFigures}, {@link ExactHistory}, {@link ExactTrends}, {@link ExactPageCommand}:
 *       the page {@code exact.html}
 *   <li>{@link Page}, {@link LabTimeline}, {@link AttachmentHtml}, {@link PageHead}, {@link Html}, {@link Resources}:
 *       the page {@code labs.html}, and what all pages share
 *   <li>{@link AllureThree}, {@link AllureHistory}, {@link Tool}: Allure 3
 *   <li>{@link ReportCommand}: the command {@code nestlab report}
 *   <li>{@link ReportMergeCommand}, {@link ShardFolders}, {@link MergedVerdicts}: what several shards have left
 * </ul>
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.allure.report;

import org.jspecify.annotations.NullMarked;
