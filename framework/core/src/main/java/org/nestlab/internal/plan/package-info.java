/**
 * From a spec and the host's facts to everything that will be created: pure data, computed without touching anything.
 * It must not know {@code internal.host}, {@code internal.shell} or {@code internal.engine}.
 *
 * <p>Begin with {@link LabPlanner}.
 *
 * <ul>
 *   <li>{@link PlanInput}, {@link PlanChecks}, {@link ImageFiles}, {@link Drawn}, {@link LabId}: what the planner gets,
 *       and what it refuses
 *   <li>{@link LabPlan}, {@link HypervisorPlan}, {@link GuestPlan}, {@link DiskPlan}, {@link CpuPlan},
 *       {@link BootPlan}, {@link NetworkPlan}: the plan
 *   <li>{@link GuestPlanner}, {@link BootPlanner}, {@link VirtualCpus}, {@link HandedModules}, {@link SharedScratch}:
 *       plans a guest
 *   <li>{@link SubnetPicker}, {@link NetworkRanges}, {@link Subnet}: addresses that collide at no level
 *   <li>{@link DomainXml}, {@link CpuXml}, {@link NetworkXml}, {@link StorageXml}: the plan as libvirt XML
 *   <li>{@link PlanText}: the plan for people
 * </ul>
 */
@NullMarked
package org.nestlab.internal.plan;

import org.jspecify.annotations.NullMarked;
