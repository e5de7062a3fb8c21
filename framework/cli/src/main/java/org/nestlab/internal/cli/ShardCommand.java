package org.nestlab.internal.cli;

import picocli.CommandLine.Command;

/** {@code nestlab shard}: the tests of a project divided among several runs. */
@Command(
        name = "shard",
        subcommands = {ShardPlanCommand.class, ShardCheckCommand.class},
        synopsisSubcommandLabel = "plan|check",
        description = {
            "Divides the labs of a project among several runs with -Dnestlab.shard=NUMBER/COUNT,",
            "and proves that all of them together ran every test once."
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab shard plan --of 4")
final class ShardCommand extends WithHelp {}
