/**
 * The command line: what a host has, how it is set up, which labs there are; a class for each command. It must not know
 * {@code internal.history.sql} or {@code internal.container.docker}, which may be absent.
 *
 * <p>Begin with {@link NestlabCommand}. A class that ends with {@code Command} is a command, and {@link Subcommands}
 * names them all; one that ends with {@code Option} is an option that several commands share.
 *
 * <ul>
 *   <li>{@link PrintingCommand}, {@link JudgingCommand}, {@link HostMeasuringCommand}, {@link ExitStatus},
 *       {@link WithHelp}: what commands share: lines, and exit statuses that are verdicts
 *   <li>{@link DoctorCommand}: what a host has; its parts are the classes {@code Doctor…}
 *   <li>{@link LabLines}, {@link LabListJson}, {@link LabChoice}: labs that are up
 *   <li>{@link FingerprintDiff}, {@link StoredPairs}, {@link PairsCsv}: the history
 * </ul>
 */
@NullMarked
package org.nestlab.internal.cli;

import org.jspecify.annotations.NullMarked;
