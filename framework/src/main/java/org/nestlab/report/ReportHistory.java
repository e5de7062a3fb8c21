package org.nestlab.report;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;

/** The history of a test run that has ended, opened again by somebody who was not part of it. */
public final class ReportHistory {

    private ReportHistory() {}

    /**
     * Opens the history that the run kept its experiments in.
     *
     * @param settings the value of a {@code nestlab.*} key, as the run had it
     * @param folder the working folder of the run: relative paths in its settings begin there
     * @throws org.nestlab.LabConfigurationException naming a value that is wrong and what was wanted
     */
    public static RunHistory open(Function<String, Optional<String>> settings, Path folder) {
        Settings run = Settings.from(key -> settings.apply(key).map(value -> fromFolder(key, value, folder)));
        return Histories.open(run.experiments().history(), run.stateDir().resolve("history.pending"));
    }

    private static String fromFolder(String key, String value, Path folder) {
        boolean isState = key.equals(Setting.STATE_DIR.key());
        boolean isFile =
                key.equals(Setting.HISTORY.key()) && !value.strip().equalsIgnoreCase("off") && !value.contains(":");
        return (isState || isFile) && !value.isBlank()
                ? folder.resolve(value.strip()).toString()
                : value;
    }
}
