/**
 * What is measured on a machine, at any level, and how a measurement is distinguished from a mistake. It must not know
 * {@code experiment}, {@code verdict} or {@code internal.lab}.
 *
 * <p>Begin with {@link Workload} and {@link Testbed}.
 *
 * <ul>
 *   <li>{@link Metric}, {@link Measurement}, {@link Check}, {@link Timing}, {@link Needs}, {@link Output},
 *       {@link InvalidMeasurementException}: what a workload needs, and what it answers
 *   <li>{@link Fio}, {@link FioJob}, {@link FioRun}, {@link FioReport}, {@link FioChecks}, {@link DiskProof},
 *       {@link DiskCount}, {@link ScratchDisk}: a disk, and the proof that it was the disk
 *   <li>{@link SysbenchCpu}, {@link SysbenchReport}, {@link StressNg}, {@link SystemIndex}, {@link Hackbench},
 *       {@link UnixBench}, {@link UnixBenchInstallation}, {@link UnixBenchReport}: CPUs
 *   <li>{@link ExitProbe}, {@link ProbeCode}, {@link PipeCode}, {@link TinyElf}, {@link VmExits}: what leaving a guest
 *       costs
 *   <li>{@link Iperf3}, {@link Iperf3Report}, {@link ProgramJson}: the network
 * </ul>
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.workload;

import org.jspecify.annotations.NullMarked;
