/**
 * Passes what happens to labs to Allure: as steps, attachments and labels. It must not know {@code internal}.
 *
 * <p>Begin with {@link EventRouter}, which the two listeners call.
 *
 * <ul>
 *   <li>{@link AllureLabListener}, {@link AllureExperimentListener}, {@link TestsInProgress}: what the framework and
 *       JUnit call
 *   <li>{@link AllureWriter}, {@link LabSteps}, {@link Span}, {@link LabMemory}, {@link Attachments}: steps and
 *       attachments of labs
 *   <li>{@link MeasuredResult}, {@link MeasuredExperiment}, {@link TestMeasurements}, {@link ValidityText},
 *       {@link FingerprintText}, {@link Labels}, {@link Build}: what a test measured, in its result
 *   <li>{@link ExperimentRecorder}, {@link MatrixRecorder}, {@link StoredMatrix}, {@link CostRecorder},
 *       {@link ExplanationRecorder}: files beside the results, for the report step
 * </ul>
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.allure;

import org.jspecify.annotations.NullMarked;
