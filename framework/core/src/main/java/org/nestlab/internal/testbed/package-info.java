/**
 * Machines set up for measuring: the same userland, CPUs and scratch disk at every level, and everything else quiet. It
 * must not know {@code internal.experiment} or {@code internal.engine}.
 *
 * <p>Begin with {@link MachinePair}.
 *
 * <ul>
 *   <li>{@link MeasuredMachine}, {@link Userland}, {@link GuestUserland}, {@link HostUserland}, {@link ParentUserland},
 *       {@link HostScripts}, {@link CpuList}, {@link Missing}: one machine, and how programs run on it
 *   <li>{@link Scratch}, {@link ScratchChoice}, {@link GuestDisk}, {@link HostFile}, {@link HostRights}: the scratch
 *       disk
 *   <li>{@link CountedStorage}, {@link QemuCount}, {@link ProcIo}, {@link OpenFlags}, {@link Counters}: what the host's
 *       kernel and KVM count
 *   <li>{@link Suspension}, {@link BystanderGuests}, {@link HostLoad}, {@link HostLoadReport}, {@link QuietWait}:
 *       everything else is suspended, or quiet
 * </ul>
 */
@NullMarked
package org.nestlab.internal.testbed;

import org.jspecify.annotations.NullMarked;
