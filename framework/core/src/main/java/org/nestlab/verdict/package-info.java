/**
 * From pairs of measurements to a verdict: values and arithmetic alone, no I/O. It must not know {@code machine},
 * {@code experiment} or {@code internal}.
 *
 * <p>Begin with {@link Gate}.
 *
 * <ul>
 *   <li>{@link Sample}, {@link Pair}, {@link Threshold}, {@link Claim}: what is measured, and what is claimed of it
 *   <li>{@link Evidence}, {@link RunningEvidence}, {@link RunningClaim}, {@link ClaimState}, {@link RankCounts},
 *       {@link Splits}: the evidence of pairs, by ranks
 *   <li>{@link GatePolicy}, {@link Verdict}, {@link Comparison}, {@link Reasons}, {@link Replay}: the decision, with
 *       its reason
 *   <li>{@link Estimate}, {@link Interval}, {@link Medians}, {@link Calibration}: the estimate, and what noise alone
 *       looks like
 *   <li>{@link Blocks}, {@link Shift}: two sides that cannot be measured in turns
 *   <li>{@link ChangePoints}, {@link ChangePoint}: where a series of runs changed its level
 * </ul>
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.verdict;

import org.jspecify.annotations.NullMarked;
