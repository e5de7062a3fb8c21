/**
 * Compares two stacks of a lab: that both work, how fast they are, and what differs between them. It must not know
 * {@code internal.junit}, {@code internal.cli} or {@code internal.engine}.
 *
 * <p>Begin with {@link UpgradeRun} for two stacks, and with {@link HostRun} for a host before and after a reboot.
 *
 * <ul>
 *   <li>{@link UpgradeMeasurements}, {@link MeasuredLab}, {@link LevelWorkloads}: what both of them use
 *   <li>{@link StackCheck}, {@link StackFacts}, {@link StartHistory}, {@link BootFailure}, {@link TestComparison}:
 *       whether a stack works
 *   <li>{@link Causes}, {@link SameHost}, {@link ReasonVisits}, {@link KernelLogs}: what else differs
 *   <li>{@link HostRecording}, {@link HostEvidence}, {@link EvidenceFolder}, {@link HostComparison}: what was recorded
 *       of a host, and what is compared with it
 *   <li>{@link UpgradeReportBuilder}, {@link UpgradeFile}, {@link HostText}: the result
 * </ul>
 */
@NullMarked
package org.nestlab.internal.upgrade;

import org.jspecify.annotations.NullMarked;
