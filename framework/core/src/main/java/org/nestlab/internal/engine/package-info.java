/**
 * Brings a lab up and holds it until its end: preparation, provisioning, another start where one broke, and what
 * happens when the process is asked to end. Callers use {@code LabEngine}. It must not know {@code internal.junit},
 * {@code internal.pool} or {@code internal.experiment}.
 *
 * <p>Begin with {@link LibvirtLabEngine}.
 *
 * <ul>
 *   <li>{@link Preparation}, {@link LabIdentity}, {@link NewLab}: facts, tier, images and plan, until the first
 *       resource exists
 *   <li>{@link Provisioner}, {@link GuestPages}, {@link SharedScratchFile}, {@link LabUser}, {@link MissingKvm}:
 *       creates what the plan says, at each level
 *   <li>{@link LabOnHost}, {@link HalfLab}, {@link LiveLabs}, {@link LiveLab}: owns a lab until its
 *       last resource is gone, also if the process is asked to end
 *   <li>{@link LabStarts}, {@link StartPolicy}, {@link StartTally}, {@link Diagnoses}: another start of a lab that did
 *       not come up
 *   <li>{@link WarmLabs}, {@link WarmStarts}, {@link Freezer}, {@link FrozenPlan}, {@link Thawing}: freezes labs and
 *       thaws them
 *   <li>{@link ReusedLabs}, {@link ReuseStarts}, {@link ReuseChoice}, {@link HandingOn}, {@link KeptPlan},
 *       {@link TakingOver}, {@link LabThatStays}, {@link Staying}: leaves labs to the next run, and takes them over
 *   <li>{@link DomainCpuSwitch}, {@link ChangedDomain}: another CPU for an existing domain of the user
 *   <li>{@link LabLabels}: what listeners are told that the lab runs on
 * </ul>
 */
@NullMarked
package org.nestlab.internal.engine;

import org.jspecify.annotations.NullMarked;
