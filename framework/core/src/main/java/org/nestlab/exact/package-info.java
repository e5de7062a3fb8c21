/**
 * Emulated machines of both vendors whose clock counts instructions: what a test asks for, and the results. It must not
 * know {@code internal.exact}, which boots them.
 *
 * <p>Begin with {@link ExactMachine} and {@link ExactGate}.
 *
 * <ul>
 *   <li>{@link MachineDefinition}, {@link MachineSpec}, {@link StackedMachine}, {@link CpuFeature}, {@link Vendor}:
 *       what is booted
 *   <li>{@link BootedMachine}, {@link MachineFacts}: what a machine said of itself
 *   <li>{@link ExactCosts}, {@link MeasuredCosts}, {@link ExitCost}, {@link Instructions}, {@link Exits},
 *       {@link CostKey}: what exits cost
 *   <li>{@link ExactReport}, {@link CostComparison}, {@link CostLimit}, {@link CostIdentity}: the costs of two kernels,
 *       compared
 *   <li>{@link ExactText}, {@link CostColumns}, {@link ReasonLine}: the same for people
 * </ul>
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.exact;

import org.jspecify.annotations.NullMarked;
