package org.nestlab.internal.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.history.RunHistory;
import org.nestlab.report.ReportHistory;
import picocli.CommandLine.Option;

/** Which history a command reads; a mixin for every command that does. */
final class HistoryOption {

    @Option(names = "--history", paramLabel = "FILE|URL", description = "Instead of nestlab.history.")
    private @Nullable String address;

    /** A number of experiments, of an option that every such command has. */
    static int limit(int wanted) {
        if (wanted < 1) {
            throw new LabConfigurationException("--limit is %d; expected 1 or more".formatted(wanted));
        }
        return wanted;
    }

    /**
     * Opens it.
     *
     * @throws LabConfigurationException if the option or a setting names none
     */
    RunHistory open() {
        return ReportHistory.open(Optional.ofNullable(address));
    }
}
