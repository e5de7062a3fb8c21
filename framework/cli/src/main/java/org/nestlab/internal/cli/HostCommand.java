package org.nestlab.internal.cli;

import picocli.CommandLine.Command;

/** {@code nestlab host}: is the new kernel of this host still good for nesting? Before and after it was booted. */
@Command(
        name = "host",
        subcommands = {HostRecordCommand.class, HostCompareCommand.class},
        synopsisSubcommandLabel = "record NAME|compare NAME",
        description = {
            "Compares this host with itself across a reboot.",
            "Run `record` on the old kernel, `compare` on the new one, and, for more certainty, `compare --back` on the old one again."
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab host record before-6.12")
final class HostCommand extends WithHelp {}
