/**
 * What exits cost on exact machines: the measuring program, its lines, the comparison, and the accepted figures. It
 * must not know {@code internal.lab} or {@code internal.experiment}.
 *
 * <p>Begin with {@link ExactRun}.
 *
 * <ul>
 *   <li>{@link CostRun}, {@link Measuring}, {@link Measured}, {@link Looking}, {@link EachVendor}, {@link VendorParts},
 *       {@link SideBySide}, {@link SameSeed}, {@link Subject}: boots a machine and measures it, on each vendor's
 *       emulator
 *   <li>{@link ProbeProgram}, {@link ProbeScripts}, {@link ProbeLog}, {@link ProbeLine}: the measuring program and what
 *       it prints
 *   <li>{@link CostReader}, {@link OuterCounts}, {@link StuckKinds}, {@link UnloadedModules}, {@link SelfCheck}: from
 *       these lines to figures, and which of them cannot be trusted
 *   <li>{@link CostGate}, {@link JudgedFigure}, {@link CostCheck}, {@link CostCaps}, {@link CostCeiling},
 *       {@link Bisection}: compares figures with each other and with limits
 *   <li>{@link Accepted}, {@link AcceptedFile}, {@link AcceptedReader}, {@link AcceptedWriter}: figures that a person
 *       has accepted
 *   <li>{@link ExactJson}, {@link CostReplay}: figures as JSON, and the command that measures them again
 * </ul>
 */
@NullMarked
package org.nestlab.internal.exact.cost;

import org.jspecify.annotations.NullMarked;
