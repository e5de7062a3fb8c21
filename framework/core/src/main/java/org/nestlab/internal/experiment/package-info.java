/**
 * Runs experiments: pairs, coin, evidence, and what is done with the verdicts. A lab is a {@code RunningLab} here. It
 * must not know {@code internal.junit} or {@code internal.engine}.
 *
 * <p>Begin with {@link PairedExperiment}.
 *
 * <ul>
 *   <li>{@link LabBench}, {@link ExperimentRun}, {@link ExperimentPlan}, {@link ExperimentTime}: the bench that a test
 *       gets, and the run that all benches share
 *   <li>{@link Stage}, {@link MachineStage}, {@link LabStage}, {@link StageFactory}, {@link Visits},
 *       {@link VisitResult}, {@link Side}: two sides that are visited in turns
 *   <li>{@link AllMetricSeries}, {@link MetricSeries}, {@link CarriedPairs}, {@link OtherMachines}: the evidence for
 *       each metric, from earlier runs too
 *   <li>{@link BootPairs}, {@link BootStage}, {@link Boots}, {@link BootSeries}, {@link LevelWorkload}: the same with a
 *       fresh boot for each visit
 *   <li>{@link KnownWorkloads}, {@link OwnWorkloads}, {@link Judged}, {@link ThresholdSource}, {@link LabFingerprint}:
 *       names of workloads, which metrics are judged, by what, and on which machines
 *   <li>{@link RunReport}, {@link ExperimentListeners}, {@link VerdictsFile}, {@link OverheadFiles}, {@link RunFiles},
 *       {@link LabProgress}, {@link Progress}: where the results go
 *   <li>{@link ExplainTarget}: the exits of a guest during a workload
 * </ul>
 */
@NullMarked
package org.nestlab.internal.experiment;

import org.jspecify.annotations.NullMarked;
