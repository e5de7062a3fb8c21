/**
 * The JUnit side: which lab a test needs, what is injected, and when a lab is closed. It knows labs as
 * {@code RunningLab} and takes them from {@code internal.pool}. It must not know {@code internal.engine} or
 * {@code internal.libvirt}.
 *
 * <p>Begin with {@link LabCallbacks} and {@link Injection}, which {@code LabExtension} calls.
 *
 * <ul>
 *   <li>{@link LabDeclaration}, {@link LabDefinitions}, {@link SpecFactory}, {@link LabGroup}, {@link TierCondition}:
 *       which lab a class needs, and whether it is run
 *   <li>{@link TestLab}, {@link GuestFinder}, {@link GuestSelector}, {@link Fields}: the lab of a test, and its guests
 *   <li>{@link LabMatrix}, {@link MatrixCell}: classes that run on several stacks
 *   <li>{@link Benches}, {@link MeasuredClasses}, {@link UpgradeGates}, {@link ExactGates},
 *       {@link ExactMachineResolver}, {@link ExactBoots}, {@link Explanations}, {@link CostReports}: other parameters
 *       that a test can have
 *   <li>{@link FailureDiagnosis}, {@link FailedVerdicts}: which layer failed
 *   <li>{@link JUnitSettings}, {@link EarlierRunListener}, {@link RunPlan}, {@link TestLogListener}: settings, and what
 *       happens to a run as a whole
 *   <li>{@link ShardDiscovery}, {@link ShardFilter}, {@link ShardListener}, {@link ShardSession}, {@link ShardRun}: a
 *       part of the tests, with {@code nestlab.shard}
 * </ul>
 */
@NullMarked
package org.nestlab.internal.junit;

import org.jspecify.annotations.NullMarked;
