package org.nestlab.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.settings.Settings;
import picocli.CommandLine.Option;

/** Which history a command reads. */
final class HistoryOption {

    @Option(names = "--history", paramLabel = "FILE|URL", description = "Instead of nestlab.history.")
    private @Nullable String address;

    RunHistory open() {
        Settings settings = Settings.fromSystemProperties();
        Optional<String> chosen =
                Optional.ofNullable(address).or(() -> settings.experiments().history());
        return Histories.open(chosen, settings.stateDir().resolve("history.pending"));
    }
}
