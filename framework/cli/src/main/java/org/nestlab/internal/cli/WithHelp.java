package org.nestlab.internal.cli;

import picocli.CommandLine.Option;

/** The option that every command has. */
abstract class WithHelp {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    /** Whether it was given; picocli prints the text by itself. */
    final boolean help() {
        return help;
    }
}
