/**
 * How exact machines are booted: the emulators, what is booted, the serial line, and what ended it. It must not know
 * {@code internal.exact.cost}, {@code internal.exact.proof} or {@code internal.lab}.
 *
 * <p>Begin with {@link ExactMachines} and {@link EmulatedMachines}.
 *
 * <ul>
 *   <li>{@link Emulator}, {@link TcgEmulator}, {@link BochsEmulator}, {@link EmulatorIdentity},
 *       {@link EmulatorProcess}, {@link EmulatorEnd}: the two emulators, and their processes
 *   <li>{@link Initramfs}, {@link Cpio}, {@link BootDisc}, {@link BootFiles}, {@link CommandLines}, {@link Payload},
 *       {@link InnerQemu}, {@link HostPrograms}, {@link KernelIdentity}, {@link FileHash}: what a machine boots and
 *       runs
 *   <li>{@link Boot}, {@link SerialRun}, {@link SeedRuns}, {@link Stages}: one boot, its result, and boots with other
 *       seeds
 *   <li>{@link SerialLine}, {@link Serial}: the serial line
 *   <li>{@link MachineWatch}, {@link Ending}: whether the machine hangs, and what ended it
 *   <li>{@link MachineFolder}, {@link Room}, {@link AtOnce}: the folder of a machine, which is removed with it, and how
 *       many machines this host has room for
 * </ul>
 */
@NullMarked
package org.nestlab.internal.exact.machine;

import org.jspecify.annotations.NullMarked;
