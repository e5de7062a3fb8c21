/**
 * One guest that runs: its domain, console, sessions, boot and health, and the guests inside it. Its caller hands it a
 * {@code GuestMover}, which takes it to another hypervisor. It must not know {@code internal.running},
 * {@code internal.migration} or {@code internal.engine}: a guest does not see the rest of its lab.
 *
 * <p>Begin with {@link LiveGuest}, which has the other parts.
 *
 * <ul>
 *   <li>{@link GuestBoot}, {@link BootTime}, {@link ProcessorWait}: until it is ready
 *   <li>{@link GuestAccess}, {@link GuestSessions}: how it is logged in to, and what is open to it
 *   <li>{@link GuestConsole}, {@link GuestHealth}, {@link DeadGuest}, {@link QemuWatch}, {@link CpuRegisters},
 *       {@link CpuRunner}: what it prints, and what it died of
 *   <li>{@link GuestDomain}, {@link StoppedDomain}, {@link GuestVolumes}, {@link DiskGrowth}: what its libvirt
 *       has of it
 *   <li>{@link GuestTree}, {@link InnerGuests}, {@link GuestMover}: the guests inside it, and moves
 *   <li>{@link LabServices}, {@link CreationBarrier}: what its lab hands to it
 * </ul>
 */
@NullMarked
package org.nestlab.internal.guest;

import org.jspecify.annotations.NullMarked;
